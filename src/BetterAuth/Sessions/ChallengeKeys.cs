namespace BetterAuth.Sessions;

/// <summary>The keys of the challenges' authentication codes: the current one, and the former one for one challenge lifetime. Kept beside the server's keys. Immutable.</summary>
public sealed class ChallengeKeys
{
    /// <summary>Each key has 32 bytes; copied.</summary>
    public ChallengeKeys(ReadOnlySpan<byte> current, ReadOnlySpan<byte> former = default) => throw new NotImplementedException();

    /// <summary>A random key.</summary>
    public static ChallengeKeys Generate() => throw new NotImplementedException();
}
