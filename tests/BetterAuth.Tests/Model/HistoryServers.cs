using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>The servers of one history: the same code on one store each. What they answer is compared with what the model expects, and counted.</summary>
internal sealed class HistoryServers(World world, IAccountStore[] stores, ConcurrentDictionary<string, int> outcomes)
{
    private readonly BetterAuthServer[] _servers = [.. stores.Select(store => new BetterAuthServer(world.Options with { Store = store }))];

    /// <summary>Sends the message to every server; gives the token, when there is one.</summary>
    public async Task<string?> ExecuteAsync(Operation endpoint, ModelMessage message, Expected expected)
    {
        string? token = null;
        for (int i = 0; i < _servers.Length; i++)
        {
            (string answer, Refusal? refusal) = await SendAsync(_servers[i], endpoint, message.Bytes);
            string said = refusal is null ? "acknowledged" : TextOf(refusal);
            bool isExpected = expected.Faults.Length == 0 ? refusal is null : refusal is not null && expected.Faults.Any(fault => said.StartsWith(fault, StringComparison.Ordinal));
            Assert.True(isExpected, $"{stores[i].GetType().Name}, {message.Home} at {endpoint}: expected {expected.Branch} [{string.Join(", ", expected.Faults)}], was {said}: {message.Request}");
            Assert.Equal(expected.Faults.Length == 0, answer.Length > 0);
            if (expected.Claims is { } claims)
            {
                string given = Member(answer, "token");
                Assert.Equal(claims, Read(given));
                Assert.True(token is null || token == given, "The stores' tokens differ.");
                token = given;
            }
        }

        outcomes.AddOrUpdate(expected.Branch, 1, (_, count) => count + 1);
        return token;
    }

    /// <summary>A challenge; stateless, so it is good at every server.</summary>
    public async Task<string> RequestAsync(HistoryMaker maker, string identity)
    {
        string message = $"{{\"payload\":{{\"access\":{{\"nonce\":\"{maker.NewNonce()}\"}},\"request\":{{\"authentication\":{{\"identity\":\"{identity}\"}}}}}}}}";
        (string answer, Refusal? refusal) = await SendAsync(_servers[0], Operation.RequestSession, Encoding.ASCII.GetBytes(message));
        Assert.Null(refusal);
        return Member(answer[answer.IndexOf("\"response\"", StringComparison.Ordinal)..], "nonce");
    }

    /// <summary>Whether the stores hold what the model holds.</summary>
    public async Task CompareAsync(ReferenceServer model, IEnumerable<string> hashes, DateTimeOffset now)
    {
        foreach (IAccountStore store in stores)
        {
            foreach ((string identity, ReferenceAccount expected) in model.Accounts)
            {
                Account actual = AccountRecord.Decode((await store.LoadAsync(Utf8Text.FromString(identity)))!.Value.Record);
                Assert.Equal(expected.IsDeleted, actual.IsDeleted);
                Assert.Equal(expected.RecoveryHash, actual.RecoveryHash.ToString());
                Assert.Equal(
                    expected.Devices.Select(entry => (entry.Key, entry.Value.PublicKey, entry.Value.RotationHash, entry.Value.IsRevoked, (long)entry.Value.Position)).Order(),
                    actual.Devices.Select(device => (device.Id.ToString(), device.PublicKey.ToString(), device.RotationHash.ToString(), device.IsRevoked, device.Position)).Order());
            }

            foreach (string hash in hashes)
            {
                Assert.Equal(Holders(model, account => account.UsedKeys.Contains(hash)), await HoldersAsync(store, RowKind.UsedKey, hash));
                Assert.Equal(Holders(model, account => account.UsedRecovery.Contains(hash)), await HoldersAsync(store, RowKind.UsedRecoveryHash, hash));
            }

            IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> revocations = await ((IRevocationReader)store).RevocationsAsync(int.MaxValue);
            Assert.Equal(
                model.Revocations.Where(entry => entry.Value > now).Select(entry => (entry.Key.Identity, entry.Key.Device, entry.Value)).Order(),
                revocations.Select(entry => (Identity: entry.Identity.ToString(), Device: entry.Revocation.Device.ToString(), entry.Revocation.Until)).Where(entry => entry.Until > now && model.Accounts.ContainsKey(entry.Identity)).Order());
        }
    }

    private static IEnumerable<string> Holders(ReferenceServer model, Func<ReferenceAccount, bool> holds) => model.Accounts.Where(entry => holds(entry.Value)).Select(entry => entry.Key).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> HoldersAsync(IAccountStore store, RowKind kind, string hash) =>
        (await store.FindIdentitiesAsync(kind, Encoding.ASCII.GetBytes(hash))).Select(identity => identity.ToString()).Order(StringComparer.Ordinal);

    private static async Task<(string Answer, Refusal? Refusal)> SendAsync(BetterAuthServer server, Operation endpoint, byte[] message)
    {
        ArrayBufferWriter<byte> answer = new();
        Refusal? refusal = await server.ExecuteAsync(endpoint, message, answer);
        return (Encoding.ASCII.GetString(answer.WrittenSpan), refusal);
    }

    private static string TextOf(Refusal refusal) => $"{ErrorCatalogue.TextOf(refusal.Code)}({refusal["field"] ?? refusal["reason"] ?? refusal["hashType"] ?? refusal["tokenType"]})";

    private static string Member(string json, string name)
    {
        int start = json.IndexOf($"\"{name}\":\"", StringComparison.Ordinal) + name.Length + 4;
        return json[start..json.IndexOf('"', start)];
    }

    private ModelClaims Read(string token)
    {
        byte[] text = Encoding.ASCII.GetBytes(token), claims = new byte[4096];
        Assert.True(world.Suite.TokenEncoder.TryDecode(text.AsSpan(world.Suite.Verifier.SignatureLength), claims, out int length));
        using JsonDocument json = JsonDocument.Parse(claims.AsMemory(0, length));
        JsonElement root = json.RootElement;
        string Text(string name) => root.GetProperty(name).GetString()!;
        DateTimeOffset Time(string name) => root.GetProperty(name).GetDateTimeOffset();
        return new(Text("identity"), Text("device"), Text("publicKey"), Text("rotationHash"), Time("issuedAt"), Time("expiry"), Time("refreshExpiry"));
    }
}
