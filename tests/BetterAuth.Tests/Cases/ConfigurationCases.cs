using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 20: dangerous configuration does not start, and says what to change. And what an application's own parts may do to the server.</summary>
public sealed class ConfigurationCases : CaseBase
{
    public static TheoryData<string, TimeSpan> BadLifetimes { get; } = new()
    {
        { nameof(SessionOptions.AccessLifetime), TimeSpan.Zero },
        { nameof(SessionOptions.RefreshLifetime), TimeSpan.FromMinutes(1) },
        { nameof(SessionOptions.ChallengeLifetime), TimeSpan.Zero },
        { nameof(SessionOptions.ChallengeLifetime), TimeSpan.FromSeconds(601) },
        { nameof(SessionOptions.RefreshAnswerWindow), TimeSpan.FromSeconds(-1) },
        { nameof(SessionOptions.AttributesTimeout), TimeSpan.Zero },
        { nameof(SessionOptions.ClockSkew), TimeSpan.FromSeconds(-1) },
    };

    public static TheoryData<string, TimeSpan> BadTimes { get; } = new()
    {
        { nameof(AccessOptions.Window), TimeSpan.FromSeconds(301) },
        { nameof(AccessOptions.Window), TimeSpan.Zero },
        { nameof(AccessOptions.Tolerance), TimeSpan.FromSeconds(61) },
        { nameof(AccessOptions.Tolerance), TimeSpan.FromTicks(-1) },
        { nameof(AccessOptions.ClockSkew), TimeSpan.FromMinutes(6) },
    };

    [Theory, MemberData(nameof(BadTimes))]
    public void CFG_01_CFG_02_AC_08_times_of_access_that_are_unsafe_are_refused(string name, TimeSpan value)
    {
        AccessOptions times = name switch
        {
            nameof(AccessOptions.Window) => new() { Window = value },
            nameof(AccessOptions.Tolerance) => new() { Tolerance = value },
            _ => new() { ClockSkew = value },
        };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new AccessVerifier(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new MemoryReplayLock(World.Clock), Times = times }));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(-1), InlineData((1 << 20) + 1)]
    public void A_number_of_remembered_tokens_that_is_none_or_takes_gigabytes_is_refused(int tokens)
    {
        AccessVerifierOptions options = new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new MemoryReplayLock(World.Clock), TokenCacheSize = tokens };

        Assert.Equal(nameof(AccessVerifierOptions.TokenCacheSize), Assert.Throws<ArgumentException>(() => new AccessVerifier(options)).ParamName);
    }

    [Fact]
    public void CFG_05_one_key_in_two_roles_is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { AccessKey = World.ResponseKey }));

        Assert.Contains("must differ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_without_the_access_key_is_refused() =>
        Assert.Contains("AccessKeys", Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { AccessKeys = new VerificationKeyRing(World.ResponseKey) })).Message, StringComparison.Ordinal);

    [Theory, MemberData(nameof(BadLifetimes))]
    public void CFG_03_CFG_04_CFG_09_lifetimes_that_are_unsafe_are_refused(string name, TimeSpan value)
    {
        SessionOptions sessions = name switch
        {
            nameof(SessionOptions.AccessLifetime) => new() { AccessLifetime = value },
            nameof(SessionOptions.RefreshLifetime) => new() { RefreshLifetime = value },
            nameof(SessionOptions.ChallengeLifetime) => new() { ChallengeLifetime = value },
            nameof(SessionOptions.RefreshAnswerWindow) => new() { RefreshAnswerWindow = value },
            nameof(SessionOptions.AttributesTimeout) => new() { AttributesTimeout = value },
            _ => new() { ClockSkew = value },
        };

        Assert.Contains(name, Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { Sessions = sessions })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CFG_07_a_store_in_memory_is_refused_for_several_nodes_unless_that_is_allowed()
    {
        BetterAuthServerOptions several = World.Options with { Nodes = 2 };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new BetterAuthServer(several));

        Assert.Contains("Store is in memory, and there are 2 nodes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AllowInMemoryInCluster", exception.Message, StringComparison.Ordinal);
        _ = new BetterAuthServer(several with { AllowInMemoryInCluster = true });
        _ = new BetterAuthServer(several with { Store = new BrokenStore() }); // any other is the deployment's own affair
        Assert.Contains("Nodes must", Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { Nodes = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CFG_07_a_replay_lock_in_memory_is_refused_for_several_nodes_unless_that_is_allowed()
    {
        AccessVerifierOptions several = new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new MemoryReplayLock(World.Clock), Nodes = 3 };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new AccessVerifier(several));

        Assert.Contains("ReplayLock is in memory, and there are 3 nodes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AllowInMemoryInCluster", exception.Message, StringComparison.Ordinal);
        _ = new AccessVerifier(several with { AllowInMemoryInCluster = true });
        Assert.Contains("Nodes must", Assert.Throws<ArgumentException>(() => new AccessVerifier(several with { Nodes = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CFG_05_a_ring_of_access_keys_that_holds_the_response_key_is_refused() =>
        Assert.Contains(
            "AccessKeys must not hold ResponseKey",
            Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { AccessKeys = new VerificationKeyRing(World.AccessKey, World.ResponseKey) })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void CFG_10_a_challenge_key_that_is_short_or_was_never_filled_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ChallengeKeys(new byte[31]));
        Assert.Throws<ArgumentException>(() => new ChallengeKeys(new byte[32]));
    }

    [Theory, InlineData("false", ErrorCode.InvalidIdentity), InlineData("throws", ErrorCode.InvalidIdentity), InlineData("times out", null)]
    public async Task CA_18_an_identity_verifier_that_fails_lets_nobody_in(string failure, ErrorCode? code)
    {
        World world = new(configure: options => options with { IdentityVerifier = new FailingVerifier(failure) });
        ForgedDevice device = new(world);
        byte[] message = device.Message(device.CreateRequest(), device.Key(0));
        if (code is { } refused)
        {
            await ServerAssert.RefusedAsync(world, Operation.CreateAccount, message, refused, "underivable");
        }
        else
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => world.ExecuteAsync(Operation.CreateAccount, message));
        }
    }

    [Fact]
    public async Task A_store_that_is_down_is_an_outage_and_not_a_refusal()
    {
        World world = new(configure: options => options with { Store = new BrokenStore() });
        ForgedDevice device = new(world);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0))));
    }

    private sealed class FailingVerifier(string failure) : IIdentityVerifier
    {
        public ValueTask<bool> VerifyAsync(Utf8Text identity, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash, CancellationToken cancellationToken = default) => failure switch
        {
            "throws" => throw new InvalidOperationException("The application is broken."),
            "times out" => throw new TimeoutException("The application does not answer."),
            _ => new(false),
        };
    }

    private sealed class BrokenStore : IAccountStore
    {
        public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => throw new StoreUnavailableException("Down.");

        public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => throw new StoreUnavailableException("Down.");

        public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) => throw new StoreUnavailableException("Down.");
    }
}
