"""Personnel notices put before the editor: each line goes into the register of leaders, or is dropped."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.forms.registers import ProposalForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.registers.organs import organ_names
from policies.models import PolicyDocument, Role
from policies.services.leaders import LeaderError
from policies.services.tenure_proposals import Proposal, drop_proposal, open_proposals, take_proposal
from policies.speaking import shown

_PER_PAGE = 30


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """What published notices say and nobody has decided about yet."""
    page = Paginator(open_proposals(), _PER_PAGE).get_page(request.GET.get("page"))
    may_edit = holds(request, Role.EDITOR)
    lines = [(one, _form(one, n) if may_edit else None) for n, one in enumerate(page)]
    context = {"page": page, "lines": lines, "organ_names": organ_names() if may_edit else []}
    return render(request, "gazette/desk/proposal_list.html", context)


def _form(one: Proposal, n: int) -> ProposalForm:
    initial = {
        "document": one.document_id,
        "person": one.person,
        "printed": one.printed,
        "gained": "1" if one.gained else "0",
        "organ": one.organ,
        "post": one.post,
        "on": one.on,
    }
    form = ProposalForm(initial=initial, auto_id=f"p{n}-%s")
    form.fields["organ"].widget.attrs["list"] = "organ-names"
    return form


@require_POST
@for_roles(Role.EDITOR)
def proposal_decide(request: HttpRequest) -> HttpResponse:
    """Takes one line as parted and dated, or with `drop` leaves it out for good."""
    form = ProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有处理：请检查机关、职务和日期。"))
        return _back(request)
    given = form.cleaned_data
    document = get_object_or_404(PolicyDocument, pk=given["document"])
    try:
        _decide(request, document, given)
    except LeaderError as error:
        messages.error(request, shown(error))
    return _back(request)


def _decide(request: HttpRequest, document: PolicyDocument, given: dict[str, object]) -> None:
    which = {
        "document": document,
        "by": member(request),
        **{name: given[name] for name in ("person", "printed", "gained")},
    }
    if "drop" in request.POST:
        drop_proposal(**which)  # type: ignore[arg-type]
        messages.success(request, _("已略过“%s”。") % given["printed"])
        return
    if not given["on"]:
        raise LeaderError(_("请填日期。"))
    take_proposal(**which, **{name: given[name] for name in ("organ", "post", "on")})  # type: ignore[arg-type]
    messages.success(request, _("“%s”已列入名录。") % f"{given['person']} {given['printed']}")


def _back(request: HttpRequest) -> HttpResponse:
    page = request.POST.get("page", "")
    return redirect(f"{reverse('desk:proposal_list')}{f'?page={page}' if page.isdigit() else ''}")
