using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>What the operations share, built once from the options. Thread-safe.</summary>
internal sealed class ServerParts
{
    public ServerParts(BetterAuthServerOptions options)
    {
        Options = options;
        AccountLimits limits = new(options.MaxDevices, options.Sessions.AccessLifetime + (4 * options.Sessions.ClockSkew));
        Accounts = new(options.Store, options.TimeProvider, limits);
        IdentityVerifier = options.IdentityVerifier ?? new HashIdentityVerifier(options.Suite.Hasher);
        Signer = new(options.ResponseKey);
        Challenges = new(options.ChallengeKeys, options.Suite.Noncer, options.Sessions);
        Minter = new(options.Suite, options.AccessKey);
        Tokens = new(options.Suite);
        AccessKeys = options.AccessKeys ?? new VerificationKeyRing(options.AccessKey);
    }

    public BetterAuthServerOptions Options { get; }

    public AccountHandler Accounts { get; }

    public IIdentityVerifier IdentityVerifier { get; }

    public ResponseSigner Signer { get; }

    public Challenges Challenges { get; }

    public TokenMinter Minter { get; }

    public TokenReader Tokens { get; }

    public IVerificationKeyRing AccessKeys { get; }

    public CryptographicSuite Suite => Options.Suite;

    public IVerifier Verifier => Options.Suite.Verifier;

    public IAccountStore Store => Options.Store;

    public DateTimeOffset Now => Options.TimeProvider.GetUtcNow();

    public Utf8Text Hash(Utf8Text text) => Derivations.HashOf(Suite.Hasher, text);
}
