namespace BetterAuth.Cli.Inspect;

/// <summary>What an input turned out to be.</summary>
/// <param name="Kind">Its name; <see langword="null"/> when it is nothing we know.</param>
internal sealed record Inspection(string? Kind)
{
    /// <summary>Its members in order; of a single text, its parts.</summary>
    public List<InspectedField> Fields { get; } = [];

    /// <summary>Every signature in it, tried with every key there was.</summary>
    public List<InspectedSignature> Signatures { get; } = [];

    /// <summary>Where the input breaks the rules of its kind; <see langword="null"/> when it is understood.</summary>
    public InspectedProblem? Problem { get; set; }

    /// <summary>Whether <c>--key</c> was given.</summary>
    public bool KeyGiven { get; init; }

    /// <summary>
    /// Whether the whole is signed by a key that was given: itself, or, when the key that signs it stands in a token, that token. A key that the input merely names proves nothing.
    /// </summary>
    public bool Verified =>
        Signatures.Count > 0
        && (IsByGivenKey(Signatures[0].Of) || (Signatures[0] is { Verifies: true, KeyPath: "payload.access.token.publicKey" } && IsByGivenKey("token")));

    /// <summary>Whether a signature does not hold by the key that the input itself names.</summary>
    public bool Broken => Signatures.Any(signature => signature is { Verifies: false, KeyPath: not null });

    /// <summary>Whether only a key that is not in the input could say whether its signature holds.</summary>
    public bool NeedsKey { get; set; }

    /// <summary>The exit code: 0 understood and nothing failed, 1 a signature does not verify, 2 not understood.</summary>
    public int ExitCode => Problem is not null ? 2 : Broken || (KeyGiven && !Verified) ? 1 : 0;

    private bool IsByGivenKey(string part) => Signatures.Any(signature => signature.Of == part && signature is { Verifies: true, KeyPath: null });
}

/// <summary>One member.</summary>
/// <param name="Path">Its path from the root, the claims of a token below the token's.</param>
/// <param name="Value">Its value as text; of anything but a string, its JSON.</param>
/// <param name="Note">What it is; empty when there is nothing to say.</param>
internal sealed record InspectedField(string Path, string Value, string Note);

/// <summary>One signature and one key.</summary>
/// <param name="Of">What is signed: <c>message</c>, <c>link container</c>, <c>token</c>.</param>
/// <param name="Key">The key.</param>
/// <param name="KeyPath">Where in the input the key stands; <see langword="null"/> for one that was given.</param>
/// <param name="Verifies">Whether the signature is the key's.</param>
internal sealed record InspectedSignature(string Of, string Key, string? KeyPath, bool Verifies);

/// <summary>What is wrong.</summary>
/// <param name="Field">The path of the wrong member; <c>message</c> for the whole.</param>
/// <param name="Details">What is wrong with it.</param>
internal sealed record InspectedProblem(string Field, string Details);
