using System.Diagnostics;
using System.Diagnostics.Metrics;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>Each verification is told once, whatever became of it.</summary>
[Collection(typeof(ProcessWide))]
public sealed class AccessTelemetryTests
{
    private static readonly AsyncLocal<List<string>?> Heard = new();

    [Fact]
    public async Task Each_verification_is_measured_and_traced_once_with_what_became_of_it()
    {
        using MeterListener meters = Meters();
        using ActivityListener activities = Activities();
        Heard.Value = [];
        Lock replayLock = new();
        Reader reader = new();
        World world = new(access: options => options with { ReplayLock = replayLock, Revocations = new RevocationList(reader, options.TimeProvider) });
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();

        Assert.Equal(["activity acknowledged", "value acknowledged"], await HeardOfAsync(() => world.Verifier.VerifyAsync(session.AccessMessage())));
        Assert.Equal(["activity BA101", "value BA101"], await HeardOfAsync(() => world.Verifier.VerifyAsync("x"u8.ToArray())));

        replayLock.Failure = () => throw new StoreUnavailableException("down");
        Assert.Equal(["activity unavailable", "value unavailable"], await HeardOfAsync(() => world.Verifier.VerifyAsync(session.AccessMessage())));

        replayLock.Failure = async () =>
        {
            await Task.Yield();
            throw new StoreUnavailableException("down");
        };
        Assert.Equal(["activity unavailable", "value unavailable"], await HeardOfAsync(() => world.Verifier.VerifyAsync(session.AccessMessage())));

        reader.IsDown = true;
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["activity unavailable", "value unavailable"], await HeardOfAsync(() => world.Verifier.VerifyAsync(session.AccessMessage())));
    }

    [Fact]
    public void What_began_while_nobody_listened_is_not_told()
    {
        using MeterListener meters = Meters();
        Heard.Value = [];
        Telemetry.End("access", "acknowledged", started: 0, activity: null);
        Assert.Empty(Heard.Value);
        Telemetry.End("access", "acknowledged", Telemetry.Timestamp(), activity: null);
        Assert.Equal(["value acknowledged"], Heard.Value);
    }

    private static async Task<List<string>> HeardOfAsync(Func<ValueTask<AccessResult>> verify)
    {
        Heard.Value!.Clear();
        try
        {
            AccessResult result = await verify();
            if (result.IsVerified)
            {
                result.Access.Dispose();
            }
        }
        catch (StoreUnavailableException)
        {
        }

        return [.. Heard.Value!.Order(StringComparer.Ordinal)];
    }

    private static MeterListener Meters()
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: Telemetry.Name, Name: "betterauth.operation.duration" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags[0].Value is "access")
            {
                Heard.Value?.Add($"value {tags[1].Value}");
            }
        });
        listener.Start();
        return listener;
    }

    private static ActivityListener Activities()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "access")
                {
                    Heard.Value?.Add($"activity {activity.GetTagItem("outcome")}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Reader : IRevocationReader
    {
        public bool IsDown { get; set; }

        public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
            IsDown ? throw new StoreUnavailableException("down") : new([]);
    }

    private sealed class Lock : IReplayLock
    {
        public Func<ValueTask<bool>> Failure { get; set; } = () => new(true);

        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => Failure();
    }
}
