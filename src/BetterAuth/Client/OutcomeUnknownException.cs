using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>
/// Nobody can tell whether an operation was done: the device's keys moved on or are kept, as <see cref="Exception.Message"/> says, and no authenticated answer says by what. Look at the account and do it again where it is missing.
/// </summary>
/// <remarks>Exactly-once operations, sections 5.4, 5.6 and 5.7. Against an exactly-once server whose acknowledgements are believed this happens only when the server lost data.</remarks>
public sealed class OutcomeUnknownException : Exception
{
    internal OutcomeUnknownException(Operation operation, string what)
        : base($"{operation}: outcome unknown. {what}") => Operation = operation;

    /// <summary>The operation in question.</summary>
    public Operation Operation { get; }
}
