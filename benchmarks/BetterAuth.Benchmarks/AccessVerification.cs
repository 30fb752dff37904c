using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BetterAuth.Access;
using BetterAuth.Keys;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Benchmarks;

/// <summary>
/// One access request, verified: parse, inflate the token, two signatures, replay lock. Beside it what nobody can do without: two ECDSA P-256 verifications by the platform with keys that are imported already.
/// </summary>
[MemoryDiagnoser]
public class AccessVerification
{
    private byte[] _message = [];
    private AccessVerifier _verifier = null!;
    private ECDsa _key = null!;
    private byte[] _data = [];
    private byte[] _signature = [];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        Deployment deployment = new();
        BenchmarkClient client = await BenchmarkClient.CreateAsync(deployment);
        _message = (await client.SignAccessAsync(1))[0];
        _verifier = new AccessVerifier(new() { AccessKeys = new VerificationKeyRing(deployment.AccessKey), ReplayLock = new ForgetfulLock(), Revocations = deployment.Access.Revocations, Times = new() { Window = TimeSpan.FromSeconds(300) } });
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _data = RandomNumberGenerator.GetBytes(_message.Length);
        _signature = _key.SignData(_data, HashAlgorithmName.SHA256);
    }

    [Benchmark(Baseline = true, Description = "platform: two verifications, keys imported")]
    public bool Platform() => _key.VerifyData(_data, _signature, HashAlgorithmName.SHA256) && _key.VerifyData(_data, _signature, HashAlgorithmName.SHA256);

    [Benchmark(Description = "AccessVerifier.VerifyAsync")]
    public bool Verify()
    {
        ValueTask<AccessResult> verification = _verifier.VerifyAsync(_message);
        AccessResult result = verification.IsCompletedSuccessfully ? verification.Result : throw new InvalidOperationException("The lock completes at once.");
        if (!result.IsVerified)
        {
            throw new InvalidOperationException(result.Refusal.ToString());
        }

        result.Access.Dispose();
        return true;
    }

    /// <summary>The same request again and again: the lock must not remember it.</summary>
    private sealed class ForgetfulLock : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => new(true);
    }
}
