using System.Buffers;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>What a stranger learns from refused sessions, with <c>HideReasons</c> and without.</summary>
public sealed class HiddenReasonCases : CaseBase
{
    private readonly World _hiding = new(configure: options => options with { HideReasons = true });

    [Fact]
    public async Task CS_04_RS_02_with_hidden_reasons_all_that_a_stranger_can_provoke_is_answered_alike()
    {
        HashSet<string> answers = [];
        HashSet<ErrorCode> told = [];
        foreach (World world in (World[])[_hiding, World])
        {
            foreach ((string what, byte[] message) in await ProvocationsAsync(world))
            {
                byte[] before = world.Store.Image();
                (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(Operation.CreateSession, message);
                Assert.True(refusal is not null, what);
                Assert.Empty(answer);
                Assert.Equal(before, world.Store.Image());
                if (world == _hiding)
                {
                    ArrayBufferWriter<byte> json = new();
                    RefusalJson.Write(refusal, json);
                    answers.Add(Convert.ToHexString(json.WrittenSpan));
                }
                else
                {
                    told.Add(refusal.Code);
                }
            }
        }

        Assert.Single(answers);
        Assert.Equal([ErrorCode.InvalidMessage, ErrorCode.InvalidDevice, ErrorCode.IncorrectNonce], told.Order());
    }

    [Fact]
    public async Task CS_04_with_hidden_reasons_the_device_itself_is_told_what_is_wrong()
    {
        ForgedDevice device = await NewAccountAsync(_hiding);
        ForgedSession session = new(_hiding, device);
        byte[] selfCommitted = session.CreateMessage(await session.RequestAsync(), rotationHash: _hiding.Hash(session.Key(0).PublicKey));
        await ServerAssert.RefusedAsync(_hiding, Operation.CreateSession, selfCommitted, ErrorCode.InvalidHash, "rotation");

        byte[] late = session.CreateMessage(await session.RequestAsync());
        _hiding.Clock.Advance(TimeSpan.FromMinutes(2));
        await ServerAssert.RefusedAsync(_hiding, Operation.CreateSession, late, ErrorCode.StaleRequest);
        await session.CreateAsync();
    }

    [Fact]
    public async Task CS_07_that_a_challenge_has_expired_is_told_only_to_the_device_s_key()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = new(World, device);
        byte[] stranger = session.CreateMessage(await session.RequestAsync(), signer: World.Suite.Keys.Generate());
        World.Clock.Advance(TimeSpan.FromMinutes(2));

        await RefusedAsync(Operation.CreateSession, stranger, ErrorCode.InvalidMessage, "signature");
    }

    /// <summary>Everything that can be tried without a key of the device in question.</summary>
    private async Task<IReadOnlyList<(string What, byte[] Message)>> ProvocationsAsync(World world)
    {
        async Task<byte[]> TryAsync(ForgedDevice target, Utf8Text asked) => new ForgedSession(world, target).CreateMessage(await new ForgedSession(world, target).RequestAsync(asked), signer: world.Suite.Keys.Generate());

        ForgedDevice device = await NewAccountAsync(world);
        ForgedDevice stranger = await NewAccountAsync(world);
        ForgedDevice nobody = new(world);
        ForgedDevice revoked = await NewAccountAsync(world);
        ForgedDevice deleted = await NewAccountAsync(world);
        byte[] late = await TryAsync(device, device.Identity);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        byte[] used = new ForgedSession(world, device).CreateMessage(await new ForgedSession(world, device).RequestAsync());
        Assert.Null((await world.ExecuteAsync(Operation.CreateSession, used)).Refusal);
        Assert.Null((await world.ExecuteAsync(Operation.UnlinkDevice, revoked.Gated(revoked.UnlinkRequest(revoked.Device)))).Refusal);
        Assert.Null((await world.ExecuteAsync(Operation.DeleteAccount, deleted.Gated(deleted.RotateRequest()))).Refusal);

        return
        [
            ("an unknown device", await TryAsync(nobody, device.Identity)),
            ("an unknown identity", await TryAsync(device, nobody.Identity)),
            ("another identity", await TryAsync(device, stranger.Identity)),
            ("another key", await TryAsync(device, device.Identity)),
            ("another key, late", late),
            ("a revoked device", await TryAsync(revoked, revoked.Identity)),
            ("a deleted account", await TryAsync(deleted, deleted.Identity)),
            ("an invented challenge", new ForgedSession(world, device).CreateMessage(device.NewNonce().ToString(), signer: stranger.Key(0))),
            ("a recorded message", used),
        ];
    }
}
