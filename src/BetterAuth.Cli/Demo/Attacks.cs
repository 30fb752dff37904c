using System.Text;
using BetterAuth.Cli.Development;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Cli.Demo;

/// <summary>Five attacks on a live account. Each is what somebody on the wire, or a device that was thrown out, could really send.</summary>
internal static class Attacks
{
    private const string AccessPath = "/foo/bar";

    public static async Task RunAsync(DemoWorld world, DemoSteps steps)
    {
        using ISigningKey recovery = CryptographicSuite.Default.Keys.Generate();
        WiretappedNetwork wire = new(world.Network);
        BetterAuthClient victim = await world.OpenClientAsync("victim", wire).ConfigureAwait(false);
        BetterAuthClient other = await world.OpenClientAsync("other").ConfigureAwait(false);
        await victim.CreateAccountAsync(DemoWorld.HashOf(recovery)).ConfigureAwait(false);
        await victim.LinkDeviceAsync(await other.CreateLinkContainerAsync(victim.Identity).ConfigureAwait(false)).ConfigureAwait(false);
        await other.CreateSessionAsync().ConfigureAwait(false);
        await victim.CreateSessionAsync().ConfigureAwait(false);
        await AccessAsync(victim).ConfigureAwait(false);

        await steps.MustBeRefusedAsync("attack: replayed access request", "BA203", () => SendAsync(world, wire.LastMessageTo(AccessPath))).ConfigureAwait(false);
        await steps.MustBeRefusedAsync("attack: token with more permissions", "BA101", () => SendAsync(world, WithMorePermissions(wire.LastMessageTo(AccessPath)))).ConfigureAwait(false);
        await steps.MustBeRefusedAsync("attack: challenge answered too late", "BA501", () => AnswerLateAsync(world, wire, victim)).ConfigureAwait(false);
        await steps.MustBeRefusedAsync("attack: refresh of a revoked device", "BA103", async () =>
        {
            await victim.UnlinkDeviceAsync(other.Device).ConfigureAwait(false);
            await other.RefreshSessionAsync().ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        await steps.MustBeRefusedAsync("attack: answer by a foreign key", "BA101", async () =>
        {
            using ISigningKey foreign = CryptographicSuite.Default.Keys.Generate();
            BetterAuthClient pinned = await world.OpenClientAsync("pinned", responseKeys: new VerificationKeyRing(foreign)).ConfigureAwait(false);
            await pinned.CreateAccountAsync(DemoWorld.HashOf(recovery)).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
    }

    private static async Task AccessAsync(BetterAuthClient client) => await client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>(AccessPath, new("bar", "foo")).ConfigureAwait(false);

    /// <summary>Sends bytes as they are: an attacker has no client.</summary>
    private static async Task<Refused?> SendAsync(DemoWorld world, byte[] message)
    {
        ReadOnlyMemory<byte> answer = await world.Network.SendRequestAsync(AccessPath, message).ConfigureAwait(false);
        return PeerError.TryRead(answer, out PeerError? error) ? new Refused(error) : null;
    }

    /// <summary>The token's claims are only compressed, so anybody can rewrite them; but the server's signature is over what it wrote.</summary>
    private static byte[] WithMorePermissions(byte[] message)
    {
        CryptographicSuite suite = CryptographicSuite.Default;
        if (!WireReader.TryRead(message, suite, out SignedMessage<RequestPayload<AccessRequestAccess, RawJson>> request, out Refusal? refusal))
        {
            throw refusal.ToException();
        }

        Utf8Text token = request.Payload.Access.Token;
        int signatureLength = suite.Verifier.SignatureLength;
        byte[] claims = new byte[4096];
        suite.TokenEncoder.TryDecode(token.Span[signatureLength..], claims, out int length);
        byte[] richer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(claims, 0, length).Replace("\"write\"", "\"write\",\"everything\"", StringComparison.Ordinal));
        byte[] forged = new byte[signatureLength + suite.TokenEncoder.MaxTextLength(richer.Length)];
        token.Span[..signatureLength].CopyTo(forged);
        int encoded = suite.TokenEncoder.Encode(richer, forged.AsSpan(signatureLength));
        string text = Encoding.UTF8.GetString(message).Replace(token.ToString(), Encoding.UTF8.GetString(forged, 0, signatureLength + encoded), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>A challenge lives for a minute; the server's clock moves on by a little more before it is answered.</summary>
    private static async Task<Refused?> AnswerLateAsync(DemoWorld world, WiretappedNetwork wire, BetterAuthClient client)
    {
        TimeSpan late = TimeSpan.FromSeconds(61);
        wire.BeforeSend = path =>
        {
            if (path == AuthenticationPaths.Default.CreateSession)
            {
                world.ServerClock.Advance(late);
            }
        };
        try
        {
            await client.CreateSessionAsync().ConfigureAwait(false);
            return null;
        }
        finally
        {
            wire.BeforeSend = _ => { };
            world.ServerClock.Advance(-late);
        }
    }
}
