using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using BetterAuth.AspNetCore.Tests.Support;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>Meter and activity source are the process's: these tests run while no others do.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ProcessWide;

[Collection(typeof(ProcessWide))]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Every_request_is_measured_once_with_its_operation_and_outcome()
    {
        ConcurrentQueue<(string? Operation, string? Outcome, double Seconds)> measured = new();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "BetterAuth", Name: "betterauth.operation.duration", Unit: "s" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => measured.Enqueue((Tag(tags, "operation"), Tag(tags, "outcome"), seconds)));
        listener.Start();
        StubReplayLock replayLock = new();
        await using WebWorld web = await WebWorld.StartAsync(new() { ReplayLock = replayLock });
        foreach (string path in Paths.All)
        {
            byte[] message = await Prepared.MessageAsync(web.World, path);
            string operation = path == Paths.Access ? "access" : path[1..];
            measured.Clear();

            await HttpAssert.AcceptedAsync(web, path, message);
            await HttpAssert.RefusedAsync(web, path, "x"u8.ToArray(), HttpStatusCode.BadRequest, "BA101");

            Assert.Equal([(operation, "acknowledged"), (operation, "BA101")], measured.Select(value => (value.Operation, value.Outcome)));
            Assert.All(measured, value => Assert.InRange(value.Seconds, double.Epsilon, 60));
        }

        byte[] last = await Prepared.MessageAsync(web.World, Paths.Access);
        replayLock.IsUnavailable = true;
        measured.Clear();
        using HttpResponseMessage unavailable = await HttpAssert.PostAsync(web, Paths.Access, last);
        Assert.Equal("unavailable", Assert.Single(measured).Outcome);
    }

    [Fact]
    public async Task Every_request_is_an_activity_with_its_outcome()
    {
        ConcurrentQueue<Activity> stopped = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "BetterAuth",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using WebWorld web = await WebWorld.StartAsync(new());
        foreach (string path in Paths.All)
        {
            stopped.Clear();
            await HttpAssert.RefusedAsync(web, path, "x"u8.ToArray(), HttpStatusCode.BadRequest, "BA101");
            Activity activity = Assert.Single(stopped);
            Assert.Equal(path == Paths.Access ? "access" : path[1..], activity.OperationName);
            Assert.Equal(ActivityKind.Server, activity.Kind);
            Assert.Equal("BA101", activity.GetTagItem("outcome"));
        }
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach ((string key, object? value) in tags)
        {
            if (key == name)
            {
                return value as string;
            }
        }

        return null;
    }
}
