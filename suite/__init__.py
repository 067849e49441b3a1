"""One integrated suite for the administration of an Indonesian city: see docs/arsitektur.md."""
