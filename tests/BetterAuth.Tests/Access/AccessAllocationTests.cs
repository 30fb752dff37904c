using System.Diagnostics.CodeAnalysis;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Keys;
using BetterAuth.Tests.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>A request that is accepted allocates nothing: with every strategy of ours, and in our code when the platform, which does allocate, stands behind a fake.</summary>
public sealed class AccessAllocationTests
{
    private const string Audience = "shop.example";

    private static readonly AccessTarget Here = new("POST", "/echo");

    [Theory]
    [InlineData(NoncePolicy.Compatible, false, 0)]
    [InlineData(NoncePolicy.Compatible, true, 8192)]
    [InlineData(NoncePolicy.RequireBound, true, 0)]
    [InlineData(NoncePolicy.RequireBound, true, 8192)]
    public async Task Verifying_an_access_request_allocates_nothing(NoncePolicy policy, bool isBound, int tokenCacheSize)
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        byte[] message = isBound ? session.BoundAccessMessage(Audience, Here) : session.AccessMessage();
        TrustingVerifier verifier = new();
        verifier.TryImport(world.AccessKey.PublicKey, out IVerificationKey? key);
        AccessVerifier access = new(new()
        {
            AccessKeys = new VerificationKeyRing(key!),
            ReplayLock = new ForgetfulLock(),
            Revocations = new RevocationList(world.Store, world.Clock),
            Audience = Audience,
            Nonces = policy,
            TokenCacheSize = tokenCacheSize,
            Suite = world.Suite with { Verifier = verifier },
            TimeProvider = world.Clock,
        });

        (await access.VerifyAsync(message, Here)).Access.Dispose(); // reads the revocations
        Allocations.None(() => Verify(access, message));
    }

    [Theory]
    [MemberData(nameof(Strategies.Names), MemberType = typeof(Strategies))]
    public async Task Verifying_an_access_request_for_real_allocates_nothing(string strategy)
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        byte[] message = session.AccessMessage();
        IVerifier verifier = new P256Verifier(P256Engines.Create(strategy));
        Assert.True(verifier.TryImport(world.AccessKey.PublicKey, out IVerificationKey? key));
        AccessVerifier access = new(new()
        {
            AccessKeys = new VerificationKeyRing(key),
            ReplayLock = new ForgetfulLock(),
            Revocations = new RevocationList(world.Store, world.Clock),
            Suite = world.Suite with { Verifier = verifier },
            TimeProvider = world.Clock,
        });

        (await access.VerifyAsync(message)).Access.Dispose(); // reads the revocations
        Allocations.None(() => Verify(access, message));
    }

    private static void Verify(AccessVerifier verifier, byte[] message)
    {
        ValueTask<AccessResult> verification = verifier.VerifyAsync(message, Here);
        if (!verification.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("Not completed.");
        }

        AccessResult result = verification.Result;
        if (!result.IsVerified)
        {
            throw new InvalidOperationException(result.Refusal.ToString());
        }

        _ = result.Access.Request.Span.Length + result.Access.Identity.Length;
        result.Access.Dispose();
    }

    /// <summary>CESR and P-256 in shape; takes every signature.</summary>
    private sealed class TrustingVerifier : IVerifier
    {
        private readonly P256Verifier _shapes = new();

        public int PublicKeyLength => _shapes.PublicKeyLength;

        public int SignatureLength => _shapes.SignatureLength;

        public bool IsWellFormedKey(ReadOnlySpan<byte> text) => _shapes.IsWellFormedKey(text);

        public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => _shapes.IsWellFormedSignature(text);

        public bool IsValidKey(ReadOnlySpan<byte> text) => true;

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => VerificationStatus.Valid;

        public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
        {
            key = new SuiteVerificationKey(publicKey, this);
            return true;
        }
    }

    private sealed class ForgetfulLock : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => new(true);
    }
}
