"""A file on its way to records: a job, a reading in a process of its own, issue and letters, batches of both."""
