using BetterAuth.Access;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 19: clocks that jump, differ, and run for long.</summary>
public sealed class ClockCases : CaseBase
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task K_01_after_a_step_back_nothing_is_accepted_twice()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] access = session.AccessMessage();
        byte[] create = session.CreateMessage(await session.RequestAsync());
        await session.TokenAsync(Operation.CreateSession, create);
        Assert.True((await World.VerifyAsync(access)).IsVerified);

        World.Clock.AdjustTime(World.Clock.GetUtcNow() - TimeSpan.FromSeconds(10));

        for (int second = 0; second < 90; second++)
        {
            Assert.False((await World.VerifyAsync(access)).IsVerified);
            Assert.NotNull((await World.ExecuteAsync(Operation.CreateSession, create)).Refusal);
            World.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task K_02_a_step_of_ten_seconds_ahead_refuses_nothing_that_the_rules_allow()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] access = session.AccessMessage();
        byte[] create = session.CreateMessage(await session.RequestAsync());
        byte[] refresh = session.RefreshMessage();

        World.Clock.AdjustTime(World.Clock.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.True((await World.VerifyAsync(access)).IsVerified);
        Assert.True((await World.VerifyAsync(session.AccessMessage())).IsVerified);
        await session.TokenAsync(Operation.CreateSession, create);
        await session.TokenAsync(Operation.RefreshSession, refresh);
    }

    public static TheoryData<int, int, int> Skews
    {
        get
        {
            TheoryData<int, int, int> skews = [];
            foreach (int first in (int[])[0, 1, 2])
            {
                foreach (int second in (int[])[0, 1, 2])
                {
                    skews.Add(first, second, 0);
                    skews.Add(first, second, 2);
                }
            }

            return skews;
        }
    }

    [Theory, MemberData(nameof(Skews))]
    public async Task K_03_AC_05_whatever_two_nodes_and_their_lock_make_of_the_time_no_request_is_accepted_twice(int first, int second, int atLock)
    {
        ForgedSession session = await NewSessionAsync();
        FakeTimeProvider[] clocks = [.. new[] { first, second, atLock }.Select(halves => new FakeTimeProvider(World.Clock.GetUtcNow() + (halves * Skew / 2)))];
        MemoryReplayLock shared = MemoryReplayLock.ForFreshKeys(clocks[2]);
        AccessVerifier[] nodes = [NodeOf(clocks[0], shared), NodeOf(clocks[1], shared)];
        foreach (int age in (int[])[-5, 0, 30])
        {
            byte[] message = session.AccessMessage(timestamp: ForgedSession.TextOf(clocks[0].GetUtcNow().AddSeconds(-age)));
            Assert.True((await nodes[0].VerifyAsync(message)).IsVerified);
            for (int passed = 0; passed < 70; passed++)
            {
                Assert.False((await nodes[passed % 2].VerifyAsync(message)).IsVerified);
                Assert.False((await nodes[1].VerifyAsync(message)).IsVerified);
                Array.ForEach(clocks, clock => clock.Advance(TimeSpan.FromSeconds(1)));

                // The lock forgets what is over when others come.
                Assert.True((await nodes[0].VerifyAsync(session.AccessMessage(timestamp: ForgedSession.TextOf(clocks[0].GetUtcNow())))).IsVerified);
            }
        }
    }

    [Fact]
    public async Task K_04_times_are_UTC_wherever_the_host_is()
    {
        World.Clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(13.75), "far", "far"));
        ForgedSession session = await NewSessionAsync();

        Assert.Contains($"\"issuedAt\":\"{ForgedSession.TextOf(World.Start)}\"", session.Claims(), StringComparison.Ordinal);
        Assert.True((await World.VerifyAsync(session.AccessMessage())).IsVerified);
        BetterAuth.Client.BetterAuthClient client = (await World.NewAccountAsync()).Client;
        await client.CreateSessionAsync();
        await client.MakeAccessRequestAsync("/echo", new RawJson("{}"u8.ToArray()));
    }

    [Fact]
    public async Task K_04_a_leap_second_is_no_time()
    {
        ForgedSession session = await NewSessionAsync();

        Assert.Equal("payload.access.timestamp", (await World.VerifyAsync(session.AccessMessage(timestamp: "2026-11-23T11:59:60.000Z"))).Refusal!["field"]);
    }

    [Fact]
    public async Task K_06_after_eight_hours_of_sleep_everything_short_lived_is_over()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] access = session.AccessMessage();
        byte[] create = session.CreateMessage(await session.RequestAsync());
        byte[] refresh = session.RefreshMessage();

        World.Clock.AdjustTime(World.Clock.GetUtcNow() + TimeSpan.FromHours(8)); // the wall moves, no timer has run

        Assert.Equal(ErrorCode.ExpiredToken, (await World.VerifyAsync(access)).Refusal!.Code);
        await RefusedAsync(Operation.CreateSession, create, ErrorCode.StaleRequest);
        await session.TokenAsync(Operation.RefreshSession, refresh); // good for twelve
    }

    [Theory, InlineData("2038-01-19T03:14:07.900Z"), InlineData("2106-02-07T06:28:15.900Z"), InlineData("9999-12-30T23:59:59.900Z")]
    public async Task K_07_nothing_happens_at_the_turn_of_a_counter(string time)
    {
        World late = new();
        late.Clock.AdjustTime(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        ForgedDevice device = await NewAccountAsync(late);
        ForgedSession session = await new ForgedSession(late, device).CreateAsync();
        byte[] create = session.CreateMessage(await session.RequestAsync());
        byte[] access = session.AccessMessage();

        late.Clock.Advance(TimeSpan.FromMilliseconds(200));

        await session.TokenAsync(Operation.CreateSession, create);
        Assert.True((await late.VerifyAsync(access)).IsVerified);
        Assert.False((await late.VerifyAsync(access)).IsVerified);
        await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());
        late.Clock.Advance(TimeSpan.FromSeconds(61));
        await ServerAssert.RefusedAsync(late, Operation.CreateSession, create, ErrorCode.StaleRequest);
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task N_09_a_node_whose_clock_jumped_an_hour_lets_nothing_in_twice_and_harms_nobody(int hours)
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        FakeTimeProvider wrong = new(World.Clock.GetUtcNow().AddHours(hours));
        MemoryReplayLock shared = MemoryReplayLock.ForFreshKeys(World.Clock);
        AccessVerifier good = NodeOf(World.Clock, shared), bad = NodeOf(wrong, shared);
        byte[] access = session.AccessMessage();

        Assert.True((await good.VerifyAsync(access)).IsVerified);
        Assert.False((await bad.VerifyAsync(access)).IsVerified);
        Assert.False((await bad.VerifyAsync(session.AccessMessage())).IsVerified);
        Node node = new(World, clock: wrong);
        Assert.NotNull(await node.SendAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync())));
        byte[] rotate = device.Gated(device.RotateRequest());
        Assert.Null(await node.SendAsync(Operation.RotateDevice, rotate)); // operations look at no clock
        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, rotate);
    }

    private AccessVerifier NodeOf(TimeProvider clock, IReplayLock shared) => new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = shared, TimeProvider = clock });

    private async Task<ForgedSession> NewSessionAsync() => await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
}
