"""The site's addresses, from the home page down."""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.usersessions import views as session_views
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import URLPattern, URLResolver, include, path, register_converter

from gazette.after_urls import after_urls
from gazette.api import docs
from gazette.converters import CodeConverter, IssueKeyConverter, YearConverter
from gazette.proofreading_urls import proofreading_urls
from gazette.register_urls import register_urls
from gazette.sitemaps import SITEMAPS
from gazette.views import annual, health, home, issue_pdf, issues, machine
from gazette.views.desk import assignments as desk_assignments
from gazette.views.desk import audit as desk_audit
from gazette.views.desk import batches as desk_batches
from gazette.views.desk import builder as desk_builder
from gazette.views.desk import chronicle as desk_chronicle
from gazette.views.desk import comments as desk_comments
from gazette.views.desk import differences as desk_differences
from gazette.views.desk import documents as desk_documents
from gazette.views.desk import drafts as desk_drafts
from gazette.views.desk import editor as desk_editor
from gazette.views.desk import figures as desk_figures
from gazette.views.desk import find as desk_find
from gazette.views.desk import help as desk_help
from gazette.views.desk import imports as desk_imports
from gazette.views.desk import issue_list as desk_issue_list
from gazette.views.desk import issues as desk_issues
from gazette.views.desk import masthead as desk_masthead
from gazette.views.desk import notifications as desk_notifications
from gazette.views.desk import numbers as desk_numbers
from gazette.views.desk import people as desk_people
from gazette.views.desk import previews as desk_previews
from gazette.views.desk import review as desk_review
from gazette.views.desk import revisions as desk_revisions
from gazette.views.desk import sources as desk_sources
from gazette.views.desk import work as desk_work
from gazette.workflow_urls import workflow_urls
from policies.views.caching import public_page

register_converter(CodeConverter, "code")
register_converter(YearConverter, "year")
register_converter(IssueKeyConverter, "issuekey")

# The site's default gazette has no code in its addresses.
gazette_urls: list[URLPattern] = [
    path("", issues.gazette_detail, name="gazette_detail"),
    path("<year:year>/", issues.issue_year, name="issue_year"),
    path("<year:year>/contents/", annual.annual_contents, name="annual_contents"),
    path("<year:year>/contents.pdf", annual.annual_contents_pdf, name="annual_contents_pdf"),
    path("<year:year>/<issuekey:key>.pdf", issue_pdf.issue_pdf, name="issue_pdf"),
    path("<year:year>/<issuekey:key>/", issues.issue_detail, name="issue_detail"),
    path("<year:year>/<issuekey:key>/chronicle/", issues.issue_chronicle, name="issue_chronicle"),
]

site_urls: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("gazette/", include(gazette_urls)),
    path("gazette/<code:code>/", include(gazette_urls)),
]

# The door of the desk: the login library's own views under the names it looks for, and no others of it.
door_urls: list[URLPattern] = [
    path("login/", account_views.login, name="account_login"),
    path("login/code/", factor_views.authenticate, name="mfa_authenticate"),
    path("logout/", account_views.logout, name="account_logout"),
    path("inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", account_views.password_change, name="account_change_password"),
    path("account/", factor_views.index, name="mfa_index"),
    path("account/code/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("account/code/off/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/sessions/", session_views.list_usersessions, name="usersessions_list"),
]

desk_urls: list[URLPattern] = [
    path("", desk_work.desk_home, name="desk_home"),
    path("work/", desk_work.work_list, name="work_list"),
    path("documents/<int:document_id>/assignments/", desk_assignments.document_assign, name="document_assign"),
    path("issues/<int:issue_id>/assignments/", desk_assignments.issue_assign, name="issue_assign"),
    path("assignments/<int:assignment_id>/hand/", desk_assignments.assignment_hand, name="assignment_hand"),
    path("assignments/<int:assignment_id>/done/", desk_assignments.assignment_done, name="assignment_done"),
    path("assignments/<int:assignment_id>/withdraw/", desk_assignments.assignment_withdraw, name="assignment_withdraw"),
    path("documents/<int:document_id>/panel/comments/", desk_comments.comment_panel, name="comment_panel"),
    path("documents/<int:document_id>/comments/", desk_comments.document_comment, name="document_comment"),
    path("issues/<int:issue_id>/comments/", desk_comments.issue_comment, name="issue_comment"),
    path("comments/<int:comment_id>/reply/", desk_comments.comment_reply, name="comment_reply"),
    path("comments/<int:comment_id>/edit/", desk_comments.comment_edit, name="comment_edit"),
    path("comments/<int:comment_id>/delete/", desk_comments.comment_delete, name="comment_delete"),
    path("comments/<int:comment_id>/resolve/", desk_comments.comment_resolve, name="comment_resolve"),
    path("notifications/", desk_notifications.notification_list, name="notification_list"),
    path("notifications/read/", desk_notifications.notification_read, name="notification_read"),
    path("notifications/settings/", desk_notifications.notification_settings, name="notification_settings"),
    path("notifications/<int:notification_id>/", desk_notifications.notification_open, name="notification_open"),
    path("find/", desk_find.find, name="find"),
    path("help/", desk_help.help_page, name="help_page"),
    path("imports/", desk_imports.import_list, name="import_list"),
    path("imports/progress/", desk_imports.import_progress, name="import_progress"),
    path("imports/<int:job_id>/", desk_imports.import_detail, name="import_detail"),
    path("sources/<int:source_id>/file", desk_sources.source_file, name="source_file"),
    path("sources/<int:source_id>/pages/<int:number>.png", desk_sources.source_page, name="source_page"),
    path("imports/<int:job_id>/review/", desk_review.import_review, name="import_review"),
    path("documents/<int:document_id>/figures/", desk_figures.figure_list, name="figure_list"),
    path("figures/<int:figure_id>/", desk_figures.figure_picture, name="figure_picture"),
    path("batches/", desk_batches.batch_list, name="batch_list"),
    path("batches/<int:batch_id>/", desk_batches.batch_detail, name="batch_detail"),
    path("batches/<int:batch_id>/start/", desk_batches.batch_start, name="batch_start"),
    path("batches/<int:batch_id>/retry/", desk_batches.batch_retry, name="batch_retry"),
    path("batches/<int:batch_id>/report.<str:form>", desk_batches.batch_report, name="batch_report"),
    path("documents/", desk_documents.document_list, name="document_list"),
    path("documents/<int:document_id>/", desk_documents.document_detail, name="document_detail"),
    path("documents/<int:document_id>/edit/", desk_editor.document_edit, name="document_edit"),
    path("documents/<int:document_id>/panel/source/", desk_editor.source_panel, name="source_panel"),
    path("documents/<int:document_id>/draft.json", desk_drafts.draft_json, name="draft_json"),
    path("documents/<int:document_id>/draft/save/", desk_drafts.draft_save, name="draft_save"),
    path("documents/<int:document_id>/draft/presence/", desk_drafts.draft_presence, name="draft_presence"),
    path("documents/<int:document_id>/revisions/", desk_revisions.revision_list, name="revision_list"),
    path("documents/<int:document_id>/revisions/compare/", desk_revisions.revision_compare, name="revision_compare"),
    path("documents/<int:document_id>/revisions/<int:n>/", desk_revisions.revision_detail, name="revision_detail"),
    path(
        "documents/<int:document_id>/revisions/<int:n>/restore/",
        desk_revisions.revision_restore,
        name="revision_restore",
    ),
    path("documents/<int:document_id>/panel/revisions/", desk_revisions.revision_panel, name="revision_panel"),
    path("imports/<int:job_id>/retry/", desk_imports.import_retry, name="import_retry"),
    path("imports/<int:job_id>/again/", desk_imports.import_again, name="import_again"),
    path("imports/<int:job_id>/difference/", desk_differences.import_difference, name="import_difference"),
    path("imports/<int:job_id>/difference/all/", desk_differences.difference_take_all, name="difference_take_all"),
    path("imports/<int:job_id>/difference/take/", desk_differences.difference_take, name="difference_take"),
    path("imports/<int:job_id>/difference/keep/", desk_differences.difference_keep, name="difference_keep"),
    path("documents/<int:document_id>/preview/", desk_previews.document_preview, name="document_preview"),
    path(
        "documents/<int:document_id>/preview/page/", desk_previews.document_preview_page, name="document_preview_page"
    ),
    path(
        "documents/<int:document_id>/preview/state/",
        desk_previews.document_preview_state,
        name="document_preview_state",
    ),
    path("documents/<int:document_id>/preview.pdf", desk_previews.document_preview_pdf, name="document_preview_pdf"),
    path("proofs/<str:key>/<int:number>.png", desk_previews.proof_sheet, name="proof_sheet"),
    path("issues/", desk_issue_list.issue_list, name="issue_list"),
    path("issues/new/", desk_issue_list.issue_new, name="issue_new"),
    path("issues/<int:issue_id>/", desk_builder.issue_detail, name="issue_detail"),
    path("issues/<int:issue_id>/compose/", desk_builder.issue_compose, name="issue_compose"),
    path("issues/<int:issue_id>/undo/", desk_builder.issue_undo, name="issue_undo"),
    path("issues/<int:issue_id>/masthead/", desk_masthead.issue_masthead, name="issue_masthead"),
    path("issues/<int:issue_id>/chronicle/", desk_chronicle.issue_chronicle, name="issue_chronicle"),
    path("issues/<int:issue_id>/preview/", desk_previews.issue_preview, name="issue_preview"),
    path("issues/<int:issue_id>/preview/page/", desk_previews.issue_preview_page, name="issue_preview_page"),
    path(
        "issues/<int:issue_id>/preview/chronicle/",
        desk_previews.issue_preview_chronicle,
        name="issue_preview_chronicle",
    ),
    path("issues/<int:issue_id>/preview/state/", desk_previews.issue_preview_state, name="issue_preview_state"),
    path("issues/<int:issue_id>/preview.pdf", desk_previews.issue_preview_pdf, name="issue_preview_pdf"),
    path("numbers/", desk_numbers.number_list, name="number_list"),
    path("numbers/reason/", desk_numbers.number_reason, name="number_reason"),
    path("issues/<int:issue_id>/publish/", desk_issues.issue_publish, name="issue_publish"),
    path("audit/", desk_audit.audit_list, name="audit_list"),
    path("audit/file.csv", desk_audit.audit_file, name="audit_file"),
    path("people/", desk_people.people_list, name="people_list"),
    path("people/<int:user_id>/roles/", desk_people.person_roles, name="person_roles"),
    path("people/<int:user_id>/address/", desk_people.person_address, name="person_address"),
    path("people/<int:user_id>/close/", desk_people.person_close, name="person_close"),
    path("people/<int:user_id>/unlock/", desk_people.person_unlock, name="person_unlock"),
    path("people/<int:user_id>/factor/", desk_people.person_factor_reset, name="person_factor_reset"),
    *proofreading_urls,
    *register_urls,
    *workflow_urls,
    *after_urls,
]

# Pages in two languages: Chinese at the address itself, English below /en/, and no cookie decides.
page_urls = i18n_patterns(
    path("", include((site_urls, "gazette"))),
    path("desk/", include(door_urls)),
    path("desk/", include((desk_urls, "desk"))),
    path("", include("policies.urls")),
    prefix_default_language=False,
)

# What programs look for at a site's root.
root_urls: list[URLPattern] = [
    path("robots.txt", machine.robots, name="robots"),
    path(
        "sitemap.xml",
        public_page(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", public_page(sitemap_views.sitemap), {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path(".well-known/security.txt", machine.security, name="security"),
]

handler500 = "gazette.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *root_urls,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("gazette.api.urls")),
    path("api/docs/", docs.api_docs, name="api_docs"),
    *page_urls,
]
