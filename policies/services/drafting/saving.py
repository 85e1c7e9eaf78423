"""Saves a browser's tree: merged with what others saved meanwhile, folded into the rows, and kept as a revision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from policies.drafting.codec import fields_from_json, tree_from_json
from policies.drafting.merging import NOTHING, Conflict, merge, without_orphans
from policies.drafting.rekeying import keys_in, rekeyed
from policies.drafting.tree import Tree
from policies.grammar.said import said
from policies.models import DocumentState, Draft, Revision, Stage, User
from policies.services import locks
from policies.services.drafting.errors import ClosedError, DraftError
from policies.services.drafting.fields import names_change, write_fields
from policies.services.drafting.folding import Folded, fold
from policies.services.drafting.following import follow
from policies.services.drafting.loading import Rows, fields_of, load_rows, make_tree
from policies.services.drafting.revising import add_revision, differing, tree_at
from policies.signals import draft_saved


@dataclass(frozen=True, slots=True)
class Saved:
    """`keys`: what the browser's own names became; `eids`: every node's address; `merged`: the whole tree, where others'
    changes came into it."""

    lock: int
    revision: int
    saved_at: datetime
    keys: dict[str, str] = field(default_factory=dict)
    eids: dict[str, str] = field(default_factory=dict)
    merged: Tree | None = None


class ConflictError(DraftError):
    """Others have changed the same; `theirs` stands, and what was sent is not written."""

    def __init__(
        self, *, lock: int, revision: Revision | None, theirs: Tree, merged: Tree, conflicts: tuple[Conflict, ...]
    ) -> None:
        super().__init__(said("别人刚刚改过同一处。"))
        self.lock, self.revision, self.theirs, self.merged, self.conflicts = lock, revision, theirs, merged, conflicts


@transaction.atomic
def save_tree(
    *,
    draft: Draft,
    sent: Mapping[str, Any],
    lock: int,
    by: User | None,
    note: str = "",
    automatic: bool = False,
    client: str = "",
) -> Saved:
    """`sent` is a tree as JSON with the tables and figures that changed; `lock` the one it was loaded or last saved at.

    `client` names the browser's page: what it sends again after an answer that never arrived is no conflict with itself.
    Raises `TreeError`, `ClosedError`, `ConflictError` and `FieldError`; then nothing is written.
    """
    before = fields_of(draft=draft)
    if names_change(before=before, after=fields_from_json(sent.get("fields", {}), base=before)):
        locks.naming()  # before the draft's own lock, as whoever retakes a reading takes them
    desk = _Desk.locked(draft)
    lineage = _lineage(desk.draft, lock, by, client)
    base = desk.tree if lineage.at == desk.draft.lock else tree_at(draft=desk.draft, lock=lineage.at)
    mine = rekeyed(tree_from_json(sent, base=base or desk.tree), lineage.keys)
    merged = merge(base or NOTHING, desk.tree, mine)
    if merged.conflicts:
        raise ConflictError(
            lock=desk.draft.lock,
            revision=desk.last,
            theirs=desk.tree,
            merged=merged.tree,
            conflicts=merged.conflicts,
        )
    foreign = base is None or (base is not desk.tree and bool(differing(base, desk.tree)))
    saved = desk.write(merged.tree, by=by, note=note, automatic=automatic, answering=_Answer(client, lock, foreign))
    keys = {sent: saved.keys.get(key, key) for sent, key in lineage.keys.items()} | saved.keys
    return Saved(saved.lock, saved.revision, saved.saved_at, keys, saved.eids, saved.merged if foreign else None)


@transaction.atomic
def rewrite(*, draft: Draft, change: Callable[[Tree], Tree], by: User | None, note: str) -> Saved:
    """A deed of the server's own: `change` is given the tree as it stands and gives it as it is to be.

    New nodes are named n-…, as a browser names them. Raises `ClosedError` and `FieldError`.
    """
    desk = _Desk.locked(draft)
    wanted = without_orphans(change(desk.tree), desk.tree)
    return desk.write(wanted, by=by, note=note, automatic=False, answering=None)


@dataclass(frozen=True, slots=True)
class _Lineage:
    """Where the sender's text comes from: the lock, and what its new names became in saves whose answers it never got."""

    at: int
    keys: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Answer:
    client: str
    base: int
    foreign: bool


def _lineage(draft: Draft, lock: int, by: User | None, client: str) -> _Lineage:
    if lock == draft.lock or not client or by is None:
        return _Lineage(lock, {})
    own = draft.revisions.filter(lock__gt=lock, by=by).order_by("n").values_list("answered", flat=True)
    at = lock
    keys: dict[str, str] = {}
    for answer in (one for answers in own for one in answers):
        if answer["client"] == client and answer["lock"] > lock:
            keys |= answer["keys"]
            at = answer["lock"] if not answer["foreign"] else at
    return _Lineage(at, keys)


@dataclass(slots=True)
class _Desk:
    """A draft under its lock with all that it holds."""

    draft: Draft
    rows: Rows
    tree: Tree
    last: Revision | None

    @classmethod
    def locked(cls, draft: Draft) -> "_Desk":
        found = Draft.objects.select_for_update(of=("self",)).select_related("version", "document").get(pk=draft.pk)
        if found.closed_at is not None or found.stage == Stage.SIGNED:
            raise ClosedError(said("文稿已经付印或结束，不能再改。"))
        rows = load_rows(version=found.version)
        tree = make_tree(fields=fields_of(draft=found), rows=rows)
        return cls(found, rows, tree, found.revisions.defer("tree").select_related("by").order_by("-n").first())

    def write(self, wanted: Tree, *, by: User | None, note: str, automatic: bool, answering: _Answer | None) -> Saved:
        changed = differing(self.tree, wanted)
        if not changed and (automatic or not note) and self.last:
            return Saved(self.draft.lock, self.last.n, self.last.saved_at, {}, _eids(self.tree), self.tree)
        folded = self._fold(wanted, changed, by)
        self.draft.lock += 1
        self.draft.save(update_fields=["lock", "fields"])
        answer = answering and {
            "client": answering.client,
            "base": answering.base,
            "lock": self.draft.lock,
            "keys": folded.keys,
            "foreign": answering.foreign,
        }
        revision = add_revision(
            draft=self.draft,
            tree=folded.tree,
            changed=[folded.keys.get(key, key) for key in changed],
            by=by,
            note=note,
            automatic=automatic,
            answered=answer or None,
        )
        draft_saved.send(sender=Draft, draft=self.draft, tables=folded.tables)
        return Saved(self.draft.lock, revision.n, revision.saved_at, folded.keys, _eids(folded.tree), folded.tree)

    def _fold(self, wanted: Tree, changed: list[str], by: User | None) -> Folded:
        version, document = self.draft.version, self.draft.document
        frozen = self._frozen()
        unknown = keys_in(wanted) - keys_in(self.tree)
        known = known_keys(draft=self.draft, keys={key for key in unknown if not key.startswith("n-")})
        folded = fold(version=version, rows=self.rows, before=self.tree, after=wanted, frozen=frozen, known=known)
        if names_change(before=self.tree.fields, after=wanted.fields):
            locks.naming()
        write_fields(draft=self.draft, before=self.tree.fields, after=wanted.fields, by=by)
        follow(version=version, document=document, before=self.tree, folded=folded, changed=changed)
        return folded

    def _frozen(self) -> set[str] | None:
        """Addresses that the public has seen: those of the draft's first revision, of a document that is or was public."""
        if self.draft.document.state == DocumentState.DRAFT:
            return None
        first = self.draft.revisions.order_by("n").values_list("tree", flat=True).first()
        texts = first["texts"] if first else []
        return {node["eid"] for text in texts for node in text["nodes"]}


def known_keys(*, draft: Draft, keys: set[str]) -> set[str]:
    """Those of the keys that one of the draft's revisions holds: rows that are gone may come back under them."""
    if not keys:
        return set()
    found: set[str] = set()
    for tree in draft.revisions.order_by("-n").values_list("tree", flat=True).iterator(chunk_size=20):
        found |= keys & _stored_keys(tree)
        if found == keys:
            break
    return found


def _stored_keys(tree: Mapping[str, Any]) -> set[str]:
    found: set[str] = {one["key"] for name in ("texts", "tables") for one in tree.get(name, ())}
    found |= {one["key"] for text in tree.get("texts", ()) for one in text.get("nodes", ())}
    return found | {one["key"] for table in tree.get("tables", ()) for one in table.get("rows", ())}


def _eids(tree: Tree) -> dict[str, str]:
    return {node.key: node.eid for text in tree.texts for node in text.nodes}
