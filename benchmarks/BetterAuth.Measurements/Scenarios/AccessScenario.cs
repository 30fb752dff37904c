using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Wire;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>Access requests of several clients, and verifiers for them.</summary>
internal sealed class AccessScenario
{
    private readonly Deployment _deployment;
    private readonly byte[][] _messages;

    private AccessScenario(Deployment deployment, byte[][] messages)
    {
        _deployment = deployment;
        _messages = messages;
    }

    /// <summary>A server and one signed request of each client.</summary>
    public static async Task<AccessScenario> CreateAsync(int clients)
    {
        Deployment deployment = new();
        byte[][] messages = new byte[clients][];
        for (int i = 0; i < clients; i++)
        {
            messages[i] = (await (await BenchmarkClient.CreateAsync(deployment)).SignAccessAsync(1))[0];
        }

        return new(deployment, messages);
    }

    /// <summary>The token is remembered, and the client's key prepared.</summary>
    public Action Cached(IVerifier verifier) => OneClient(AccessBy(verifier, tokens: 1024));

    /// <summary>The client's key is prepared; the token is inflated and verified each time.</summary>
    public Action KnownKey(IVerifier verifier) => OneClient(AccessBy(verifier, tokens: 0));

    /// <summary>Another client each time, of more than the caches hold: neither its token nor its key was met. The price of remembering both is included.</summary>
    public Action Cold(IVerifier verifier)
    {
        AccessVerifier access = AccessBy(verifier, tokens: 1);
        int turn = 0;
        return () => Verify(access, _messages[turn++ % _messages.Length]);
    }

    private Action OneClient(AccessVerifier access)
    {
        byte[] message = _messages[0];
        return () => Verify(access, message);
    }

    /// <summary>The server's own key is verified by the same means as the clients' keys.</summary>
    private AccessVerifier AccessBy(IVerifier verifier, int tokens)
    {
        if (!verifier.TryImport(_deployment.AccessKey.PublicKey, out IVerificationKey? key))
        {
            throw new InvalidOperationException("The server's key is no key.");
        }

        return new(_deployment.Access with
        {
            AccessKeys = new VerificationKeyRing(key),
            ReplayLock = new TurningLock(),
            Suite = CryptographicSuite.Default with { Verifier = verifier },
            TokenCacheSize = tokens,
        });
    }

    private static void Verify(AccessVerifier verifier, byte[] message)
    {
        ValueTask<AccessResult> verification = verifier.VerifyAsync(message);
        AccessResult result = verification.IsCompletedSuccessfully ? verification.Result : verification.AsTask().GetAwaiter().GetResult();
        if (!result.IsVerified)
        {
            throw new InvalidOperationException(result.Refusal.ToString());
        }

        result.Access.Dispose();
    }
}
