"""`python -m gazette.embedded`: start everything, keep it running, stop it in order."""

import sys

from gazette.embedded.up import main

sys.exit(main())
