using System.Net;
using BetterAuth.Access;
using BetterAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 18: everybody waits for a store that does not answer.</summary>
public sealed class StoreTimeoutCases
{
    private const int Waiting = 64;

    [Fact]
    public async Task N_12_while_a_store_does_not_answer_requests_end_in_503_and_the_host_answers_everything_else()
    {
        FakeTimeProvider clock = new();
        await using WebWorld web = await StartAsync(clock);
        byte[] message = await Prepared.MessageAsync(web.World, "/device/rotate");
        byte[] before = web.World.Store.Image();
        using CountdownEvent entered = new(Waiting);
        web.Store.BeforeLoad = async stop =>
        {
            entered.Signal();
            await Task.Delay(Timeout.Infinite, stop);
        };

        Task<HttpResponseMessage>[] requests = [.. Enumerable.Range(0, Waiting).Select(_ => HttpAssert.PostAsync(web, "/device/rotate", message))];
        await Task.Run(() => entered.Wait());
        Assert.Equal("healthy", await web.Http.GetStringAsync(new Uri("/health", UriKind.Relative)));
        Assert.All(requests, request => Assert.False(request.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(10));

        foreach (HttpResponseMessage response in await Task.WhenAll(requests))
        {
            using (response)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
                Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
                Assert.Empty(await response.Content.ReadAsByteArrayAsync());
            }
        }

        Assert.Equal(before, web.World.Store.Image());
        web.Store.BeforeLoad = _ => Task.CompletedTask;
        await HttpAssert.AcceptedAsync(web, "/device/rotate", message);
    }

    [Fact]
    public async Task N_12_while_a_lock_does_not_answer_access_requests_end_in_503_and_no_handler_runs()
    {
        FakeTimeProvider clock = new();
        HangingLock replayLock = new();
        await using WebWorld web = await StartAsync(clock, replayLock);
        bool called = false;
        web.Handler = call =>
        {
            called = true;
            return new(call.Request.Foo, call.Request.Count, call.Attributes.Role);
        };

        Task<HttpResponseMessage> request = HttpAssert.PostAsync(web, Paths.Access, await Prepared.MessageAsync(web.World, Paths.Access));
        await replayLock.Entered.Task;
        clock.Advance(TimeSpan.FromSeconds(10));

        await HttpAssert.BareAsync(request, HttpStatusCode.ServiceUnavailable);
        Assert.False(called);
    }

    [Fact]
    public async Task A_handler_may_take_longer_than_stores_may()
    {
        FakeTimeProvider clock = new();
        await using WebWorld web = await StartAsync(clock);
        web.Handler = call =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return new(call.Request.Foo, call.Request.Count, call.Attributes.Role);
        };

        await HttpAssert.AcceptedAsync(web, Paths.Access, await Prepared.MessageAsync(web.World, Paths.Access));
    }

    private static Task<WebWorld> StartAsync(FakeTimeProvider clock, IReplayLock? replayLock = null) => WebWorld.StartAsync(new()
    {
        Options = options => options.Clock = clock,
        ReplayLock = replayLock,
        Endpoints = application => application.MapGet("/health", (RequestDelegate)(context => context.Response.WriteAsync("healthy"))),
    });

    private sealed class HangingLock : IReplayLock
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public async ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            Entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return true;
        }
    }
}
