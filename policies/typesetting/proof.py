"""Typesets a proof of one document: as it will be public, with a mark across every page."""

from dataclasses import dataclass

from policies.typesetting.document import TEMPLATES, document_html
from policies.typesetting.keys import rendering_key
from policies.typesetting.manuscript import DocumentManuscript
from policies.typesetting.press import PrintedPdf, print_pdf

MARK = "清样　未发布"


@dataclass(frozen=True, slots=True)
class DocumentProof:
    """The mark is part of what is typeset, so that no proof has the key of a public file."""

    manuscript: DocumentManuscript
    mark: str = MARK


def document_proof_key(proof: DocumentProof) -> str:
    return rendering_key(proof, (*TEMPLATES, "typesetting/proof.css"))


def typeset_document_proof(proof: DocumentProof) -> PrintedPdf:
    figures = [plate.address for plate in proof.manuscript.plates]
    html = document_html(proof.manuscript, proof.mark)
    return print_pdf(html, identifier=document_proof_key(proof), figures=figures)
