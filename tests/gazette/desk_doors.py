"""Which roles each address of the desk lets in: to see (GET) and to do (POST). None: the address answers no such request.

A deed that depends on a record's state or organs is refused further in; that table is tested where it stands.
"""

from policies.models import Role

ALL = frozenset(Role.values)
EDITORIAL = frozenset({Role.EDITOR.value, Role.REVIEWER.value, Role.PUBLISHER.value})
EDITOR = frozenset({Role.EDITOR.value})
PROOFREADERS = frozenset({Role.EDITOR.value, Role.REVIEWER.value})
PUBLISHER = frozenset({Role.PUBLISHER.value})
SYSADMIN = frozenset({Role.SYSADMIN.value})
SECURITY = frozenset({Role.SECURITY.value})
AUDITOR = frozenset({Role.AUDITOR.value})

Doors = dict[str, tuple[frozenset[str] | None, frozenset[str] | None]]

DOORS: Doors = {
    "desk_home": (ALL, None),
    "find": (EDITORIAL, None),
    "help_page": (ALL, None),
    # working together
    "work_list": (EDITORIAL, None),
    "issue_work": (EDITORIAL, None),
    "document_assign": (None, EDITORIAL),
    "issue_assign": (None, EDITORIAL),
    "assignment_hand": (None, EDITORIAL),
    "assignment_done": (None, EDITORIAL),
    "assignment_withdraw": (None, EDITORIAL),
    "comment_panel": (EDITORIAL, None),
    "document_comment": (None, EDITORIAL),
    "issue_comment": (None, EDITORIAL),
    "comment_reply": (None, EDITORIAL),
    "comment_edit": (None, EDITORIAL),
    "comment_delete": (None, EDITORIAL),
    "comment_resolve": (None, EDITORIAL),
    "notification_list": (ALL, None),
    "notification_read": (None, ALL),
    "notification_settings": (ALL, ALL),
    "notification_open": (ALL, None),
    # imports
    "import_list": (EDITORIAL, EDITOR),
    "import_progress": (EDITORIAL, None),
    "import_detail": (EDITORIAL, None),
    "import_review": (EDITORIAL, None),
    "import_retry": (None, EDITOR),
    "import_again": (None, EDITOR),
    "import_difference": (EDITORIAL, None),
    "difference_take_all": (None, EDITOR),
    "difference_take": (None, EDITOR),
    "difference_keep": (None, EDITOR),
    "source_file": (EDITORIAL, None),
    "source_page": (EDITORIAL, None),
    "batch_list": (EDITORIAL, None),
    "batch_detail": (EDITORIAL, None),
    "batch_start": (None, EDITOR),
    "batch_retry": (None, EDITOR),
    "batch_report": (EDITORIAL, None),
    # documents
    "document_list": (EDITORIAL, None),
    "document_edit": (EDITORIAL, None),
    "source_panel": (EDITORIAL, None),
    "document_detail": (EDITORIAL, None),
    "draft_json": (EDITORIAL, None),
    "draft_save": (None, EDITORIAL),
    "draft_presence": (None, EDITORIAL),
    "document_new": (EDITOR, EDITOR),
    "document_deed": (None, EDITORIAL),
    "special_list": (EDITORIAL | AUDITOR, None),
    "document_withdraw": (PUBLISHER, PUBLISHER),
    "document_restore": (PUBLISHER, PUBLISHER),
    "document_metadata": (EDITORIAL, EDITORIAL),
    "correction_list": (EDITORIAL, EDITOR),
    "correction_drop": (None, EDITOR),
    "correction_open": (None, EDITOR),
    "document_corrections": (EDITORIAL, EDITORIAL),
    "validity_propose": (None, EDITOR),
    "validity_decide": (None, EDITORIAL),
    "figure_list": (EDITORIAL, EDITORIAL),
    "figure_picture": (EDITORIAL, None),
    # issues
    "issue_publish": (None, PUBLISHER),
    "issue_press": (EDITORIAL, None),
    "issue_deed": (None, EDITORIAL),
    "issue_withdraw": (PUBLISHER, PUBLISHER),
    "issue_restore": (PUBLISHER, PUBLISHER),
    # registers
    "register_home": (EDITORIAL, None),
    "organ_list": (EDITORIAL, None),
    "organ_new": (EDITOR, EDITOR),
    "organ_variants": (EDITORIAL, None),
    "organ_detail": (EDITORIAL, EDITORIAL),
    "organ_merge": (EDITOR, EDITOR),
    "organ_apart": (None, EDITOR),
    # the proofreader
    "findings_panel": (EDITORIAL, None),
    "document_proofread": (None, PROOFREADERS),
    "findings_alike": (PROOFREADERS, PROOFREADERS),
    "finding_deed": (None, PROOFREADERS),
    "term_list": (EDITORIAL, None),
    "term_new": (None, PROOFREADERS),
    "term_import": (None, PROOFREADERS),
    "term_file": (EDITORIAL, None),
    "term_detail": (PROOFREADERS, PROOFREADERS),
    "term_switch": (None, PROOFREADERS),
    "annual_preview": (EDITORIAL, None),
    "leader_list": (EDITORIAL, None),
    "leader_detail": (EDITORIAL, None),
    "leader_file": (EDITORIAL, None),
    "leader_import": (EDITOR, EDITOR),
    "post_detail": (EDITORIAL, EDITORIAL),
    "tenure_new": (EDITOR, EDITOR),
    "tenure_detail": (EDITOR, EDITOR),
    "tenure_drop": (None, EDITOR),
    "proposal_list": (EDITORIAL, None),
    "proposal_decide": (None, EDITOR),
    # administration
    "audit_list": (AUDITOR, None),
    "audit_file": (AUDITOR, None),
    "people_list": (SYSADMIN | SECURITY | AUDITOR, SYSADMIN),
    "person_roles": (SECURITY, SECURITY),
    "person_address": (None, SYSADMIN),
    "person_close": (None, SYSADMIN),
    "person_unlock": (None, SECURITY),
    "person_factor_reset": (None, SECURITY),
}
