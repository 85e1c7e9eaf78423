"""The pages and deeds that take documents and issues over the desk."""
