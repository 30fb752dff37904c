using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Sessions;

namespace BetterAuth.Server;

/// <summary>All keys of a server that keeps them in its own process. <see cref="ServerKeyFile"/> stores them. Immutable; disposing it disposes the signing keys.</summary>
public sealed class ServerKeys : IDisposable
{
    /// <summary>Former keys that are kept of each kind; the oldest make room.</summary>
    public const int MaxFormerKeys = 16;

    internal ServerKeys(
        ISigningKey responseKey,
        ISigningKey accessKey,
        ChallengeKeys challengeKeys,
        IReadOnlyList<IVerificationKey> formerResponseKeys,
        IReadOnlyList<IVerificationKey> formerAccessKeys)
    {
        ResponseKey = responseKey;
        AccessKey = accessKey;
        ChallengeKeys = challengeKeys;
        FormerResponseKeys = formerResponseKeys;
        FormerAccessKeys = formerAccessKeys;
        ResponseKeys = new VerificationKeyRing([responseKey, .. formerResponseKeys]);
        AccessKeys = new VerificationKeyRing([accessKey, .. formerAccessKeys]);
    }

    /// <summary>Signs answers.</summary>
    public ISigningKey ResponseKey { get; }

    /// <summary>Signs tokens.</summary>
    public ISigningKey AccessKey { get; }

    /// <summary>Authenticates challenges.</summary>
    public ChallengeKeys ChallengeKeys { get; }

    /// <summary>The public halves of earlier response keys, newest first; the private ones are gone.</summary>
    public IReadOnlyList<IVerificationKey> FormerResponseKeys { get; }

    /// <summary>The public halves of earlier access keys, newest first; the private ones are gone.</summary>
    public IReadOnlyList<IVerificationKey> FormerAccessKeys { get; }

    /// <summary>The response key and the former ones: what a client of this server may accept.</summary>
    public VerificationKeyRing ResponseKeys { get; }

    /// <summary>The access key and the former ones: whose tokens are accepted.</summary>
    public VerificationKeyRing AccessKeys { get; }

    /// <summary>Fresh random keys.</summary>
    public static ServerKeys Generate(CryptographicSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new(suite.Keys.Generate(), suite.Keys.Generate(), ChallengeKeys.Generate(), [], []);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ResponseKey.Dispose();
        AccessKey.Dispose();
    }
}
