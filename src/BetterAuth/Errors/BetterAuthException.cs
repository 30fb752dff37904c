namespace BetterAuth.Errors;

/// <summary>A refusal at the public edge (BA000 and base of all). Derived types, one per code, are in <c>ProtocolExceptions.cs</c>.</summary>
public class BetterAuthException : Exception
{
    /// <summary>Wraps <paramref name="refusal"/>.</summary>
    public BetterAuthException(Refusal refusal)
        : base(Checked(refusal).ToString()) => Refusal = refusal;

    /// <summary>The refusal as a value.</summary>
    public Refusal Refusal { get; }

    /// <summary>The code of the error catalogue.</summary>
    public ErrorCode Code => Refusal.Code;

    private static Refusal Checked(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal;
    }
}
