namespace EdgeNas.Domain;

/// <summary>
/// An expected failure: its message names the thing, its value, what was expected and the next step, and is shown to the user as it is.
/// Anything else that is thrown is a bug.
/// </summary>
public class EdgeNasException(string message, Exception? cause = null) : Exception(message, cause);
