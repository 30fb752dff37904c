using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.AspNetCore;

/// <summary>What server, verifier and signer of one host must agree in. Each throws <see cref="ArgumentException"/> saying what to change.</summary>
internal static class HostRules
{
    public static ISigningKey ResponseKeyOf(BetterAuthOptions options, IServiceProvider services) =>
        options.ResponseKey?.Invoke(services) ?? services.GetRequiredService<BetterAuthServerOptions>().ResponseKey;

    public static void Check(BetterAuthOptions options, IServiceProvider services)
    {
        BetterAuthServerOptions? server = services.GetService<BetterAuthServerOptions>();
        AccessVerifierOptions? access = services.GetService<AccessVerifierOptions>();
        if (access is not null && (options.ResponseKey is not null || server is not null))
        {
            Require(
                !access.AccessKeys.TryGet(ResponseKeyOf(options, services).PublicKey, out _),
                "AccessVerifierOptions.AccessKeys holds the response key: remove it. A signature made in one role must never count in another");
        }

        if (server is not null && access is not null)
        {
            CheckTogether(server, access);
        }
    }

    private static void CheckTogether(BetterAuthServerOptions server, AccessVerifierOptions access)
    {
        Require(access.AccessKeys.TryGet(server.AccessKey.PublicKey, out _), "AccessVerifierOptions.AccessKeys must hold BetterAuthServerOptions.AccessKey, or no token of this server is accepted by it");
        Require(
            access.Revocations is not null || server.Store is not IRevocationReader,
            "AccessVerifierOptions.Revocations is not set, and a revoked device's token would stay good until it expires: set it to new RevocationList(store, clock)");
        Require(access.Times.Window <= server.Sessions.AccessLifetime, "AccessOptions.Window is longer than SessionOptions.AccessLifetime: a request would outlive its token; make the window shorter");
        Require(
            access.Times.ClockSkew <= server.Sessions.ClockSkew,
            "AccessOptions.ClockSkew is more than SessionOptions.ClockSkew: revocations would be forgotten while tokens are accepted; give both the same, the larger one");
        Require(
            access.Nodes == server.Nodes,
            $"AccessVerifierOptions.Nodes is {access.Nodes} and BetterAuthServerOptions.Nodes {server.Nodes}: they are the same processes, give both the same");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"AddBetterAuth: {rule}.");
        }
    }
}
