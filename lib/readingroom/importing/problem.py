"""The one error of importing."""


class ImportProblem(ValueError):
    """A file or text cannot become an article; one or two sentences say what is wrong and what to do."""
