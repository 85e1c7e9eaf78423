"""What the ground floor announces. Receivers queue tasks when the transaction commits; they never write own rows."""

from django.dispatch import Signal

# A document is public now, its passages replaced. Arguments: document (PolicyDocument), version (Version).
document_published = Signal()

# A corrected wording has taken the place of the public one. Arguments: document (PolicyDocument), version (Version),
# before (Version).
document_corrected = Signal()

# A document was taken back. Arguments: document (PolicyDocument).
document_withdrawn = Signal()

# A draft's text was saved. Arguments: draft (Draft), tables (keys of the tables whose cells or columns changed).
draft_saved = Signal()

# Whether a public document's text holds has changed. Arguments: document (PolicyDocument), before (Validity value).
document_validity_changed = Signal()

# A draft moved on, back, or left the desk. Arguments: move (DraftMove).
draft_moved = Signal()

# What an organ is called has changed, or it has taken over another's documents. Arguments: organ (Organ).
organ_renamed = Signal()
