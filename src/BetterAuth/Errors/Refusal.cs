namespace BetterAuth.Errors;

/// <summary>
/// Why something was refused, as a value: code, catalogue message and context, without a stack trace and without secrets.
/// </summary>
/// <remarks>
/// Inside the library a refusal is returned; only the public edge turns it into an exception (<see cref="ToException"/>).
/// <see langword="null"/> means "not refused". Immutable and thread-safe. The factories, one per situation, are in <c>Refusal.Factories.cs</c>.
/// </remarks>
public sealed partial class Refusal
{
    private readonly KeyValuePair<string, string>[] _context;

    private Refusal(ErrorCode code, params KeyValuePair<string, string>[] context)
    {
        Code = code;
        _context = context;
    }

    /// <summary>The code of the error catalogue.</summary>
    public ErrorCode Code { get; }

    /// <summary>The catalogue's message for <see cref="Code"/>.</summary>
    public string Message => ErrorCatalogue.MessageOf(Code);

    /// <summary>The catalogue's context members in order. Values are protocol text or constants; never a key, token or full challenge.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Context => _context;

    /// <summary>The context member <paramref name="name"/>, or <see langword="null"/>.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> member in _context)
            {
                if (member.Key == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The exception type of <see cref="Code"/>, carrying this refusal.</summary>
    public BetterAuthException ToException() => ErrorCatalogue.ToException(this);

    /// <summary>Code, message and context in one line, for logs and test output.</summary>
    public override string ToString() =>
        $"{ErrorCatalogue.TextOf(Code)} {Message}" + (_context.Length == 0 ? "" : $" ({string.Join(", ", _context.Select(member => $"{member.Key}: {member.Value}"))})");
}
