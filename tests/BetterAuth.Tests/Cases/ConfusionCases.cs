using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 13: messages of one endpoint at another.</summary>
public sealed class ConfusionCases : CaseBase
{
    [Fact]
    public async Task XE_02_XE_07_XE_08_every_message_is_refused_everywhere_but_where_it_belongs_except_rotate_and_delete()
    {
        int refused = 0;
        foreach ((string name, Operation? home) in Messages)
        {
            foreach (Operation endpoint in Operations.All.Where(endpoint => endpoint != home))
            {
                byte[] message = await NewMessageAsync(name);
                bool isTwin = (home, endpoint) is (Operation.RotateDevice, Operation.DeleteAccount) or (Operation.DeleteAccount, Operation.RotateDevice);
                if (isTwin)
                {
                    await AcknowledgedAsync(endpoint, message); // the same bytes on the wire: closed by request-bound nonces alone
                    continue;
                }

                bool hasShape = (home, endpoint) is (Operation.CreateAccount, Operation.ChangeRecoveryKey) or (Operation.ChangeRecoveryKey, Operation.CreateAccount);
                (byte[] answer, Refusal? refusal) = await World.ExecuteAsync(endpoint, message);
                Assert.True(refusal is not null, $"{name} at {endpoint} was acknowledged");
                Assert.Empty(answer);
                Assert.True(hasShape || refusal.Code == ErrorCode.InvalidMessage, $"{name} at {endpoint}: {refusal}");
                refused++;
            }
        }

        Assert.Equal((10 * 9) + 10 - 2, refused); // ten kinds at nine other endpoints, access requests at ten, without the twins
    }

    private static IReadOnlyList<(string Name, Operation? Home)> Messages { get; } =
    [
        ("create", Operation.CreateAccount), ("recover", Operation.RecoverAccount), ("delete", Operation.DeleteAccount), ("rotate", Operation.RotateDevice),
        ("link", Operation.LinkDevice), ("unlink", Operation.UnlinkDevice), ("change", Operation.ChangeRecoveryKey), ("request session", Operation.RequestSession),
        ("create session", Operation.CreateSession), ("refresh", Operation.RefreshSession), ("access", null),
    ];

    /// <summary>A message that would be accepted where it belongs, of an account of its own.</summary>
    private async Task<byte[]> NewMessageAsync(string name)
    {
        if (name == "create")
        {
            ForgedDevice fresh = new(World);
            return fresh.Message(fresh.CreateRequest(), fresh.Key(0));
        }

        ForgedDevice device = await NewAccountAsync();
        ForgedDevice other = new(World, device.Identity);
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        return name switch
        {
            "recover" => other.Message(other.RecoverRequest(device.Recovery, FreshHash()), device.Recovery),
            "delete" or "rotate" => device.Gated(device.RotateRequest()),
            "link" => device.Gated(device.LinkRequest(other.Container())),
            "unlink" => device.Gated(device.UnlinkRequest(device.Device)),
            "change" => device.Gated(device.ChangeRequest(FreshHash())),
            "request session" => System.Text.Encoding.UTF8.GetBytes($"{{\"payload\":{{\"access\":{{\"nonce\":\"{device.NewNonce()}\"}},\"request\":{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}}}}}"),
            "create session" => session.CreateMessage(await session.RequestAsync()),
            "refresh" => session.RefreshMessage(),
            _ => session.AccessMessage(),
        };
    }
}
