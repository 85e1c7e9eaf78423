"""Addresses of the registers, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk.registers import (
    annual,
    distributions,
    home,
    leader_files,
    leaders,
    organs,
    proposals,
    recipients,
)

register_urls: list[URLPattern] = [
    path("registers/", home.register_home, name="register_home"),
    path("contents/<slug:code>/<int:year>/", annual.annual_preview, name="annual_preview"),
    path("organs/", organs.organ_list, name="organ_list"),
    path("organs/new/", organs.organ_new, name="organ_new"),
    path("organs/alike/", organs.organ_variants, name="organ_variants"),
    path("organs/<int:organ_id>/", organs.organ_detail, name="organ_detail"),
    path("organs/<int:organ_id>/merge/", organs.organ_merge, name="organ_merge"),
    path("organs/<int:organ_id>/apart/<int:other_id>/", organs.organ_apart, name="organ_apart"),
    path("leaders/", leaders.leader_list, name="leader_list"),
    path("leaders/person/", leaders.leader_detail, name="leader_detail"),
    path("leaders/proposals/", proposals.proposal_list, name="proposal_list"),
    path("leaders/proposals/decide/", proposals.proposal_decide, name="proposal_decide"),
    path("leaders/import/", leader_files.leader_import, name="leader_import"),
    path("leaders/file.<str:form>", leader_files.leader_file, name="leader_file"),
    path("leaders/posts/<int:post_id>/", leaders.post_detail, name="post_detail"),
    path("leaders/tenures/new/", leaders.tenure_new, name="tenure_new"),
    path("leaders/tenures/<int:tenure_id>/", leaders.tenure_detail, name="tenure_detail"),
    path("leaders/tenures/<int:tenure_id>/drop/", leaders.tenure_drop, name="tenure_drop"),
    path("recipients/", recipients.recipient_home, name="recipient_home"),
    path("recipients/<int:recipient_id>/", recipients.recipient_detail, name="recipient_detail"),
    path("recipients/<slug:code>/", recipients.recipient_list, name="recipient_list"),
    path("recipients/<slug:code>/new/", recipients.recipient_new, name="recipient_new"),
    path("recipients/<slug:code>/import/", recipients.recipient_import, name="recipient_import"),
    path("recipients/<slug:code>/file.<str:form>", recipients.recipient_file, name="recipient_file"),
    path("distributions/<int:issue_id>/", distributions.distribution_detail, name="distribution_detail"),
    path("distributions/<int:issue_id>/thaw/", distributions.distribution_thaw, name="distribution_thaw"),
    path("distributions/<int:issue_id>/file.<str:form>", distributions.distribution_file, name="distribution_file"),
    path("distributions/<int:issue_id>/<slug:sheet>.pdf", distributions.distribution_pdf, name="distribution_pdf"),
]
