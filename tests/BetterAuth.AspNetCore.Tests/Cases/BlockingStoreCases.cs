using System.Net;
using BetterAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 18: a store that blocks the threads it is called on, where the host lets only so many in.</summary>
public sealed class BlockingStoreCases
{
    private const int Places = 2;
    private const string Path = "/device/rotate";
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60); // one more than there are places would wait for ever

    [Fact]
    public async Task N_12_a_store_that_blocks_threads_gets_so_many_and_no_more()
    {
        await using WebWorld web = await StartAsync();
        byte[][] messages = [await Prepared.MessageAsync(web.World, Path), await Prepared.MessageAsync(web.World, Path), await Prepared.MessageAsync(web.World, Path)];
        byte[] access = await Prepared.MessageAsync(web.World, Paths.Access);
        byte[] before = web.World.Store.Image();
        using ManualResetEventSlim open = new();
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int entered = 0;
        web.Store.BeforeLoad = _ =>
        {
            if (Interlocked.Increment(ref entered) == Places)
            {
                full.SetResult();
            }

            open.Wait(CancellationToken.None);
            return Task.CompletedTask;
        };

        Task<HttpResponseMessage>[] blocked = [.. messages[..Places].Select(message => HttpAssert.PostAsync(web, Path, message))];
        try
        {
            await full.Task.WaitAsync(Enough);
            foreach ((string path, byte[] message) in ((string, byte[])[])[(Path, messages[Places]), (Paths.Access, access)])
            {
                using HttpResponseMessage refused = await HttpAssert.PostAsync(web, path, message).WaitAsync(Enough);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
                Assert.Empty(await refused.Content.ReadAsByteArrayAsync());
            }

            Assert.Equal("healthy", await web.Http.GetStringAsync(new Uri("/health", UriKind.Relative)).WaitAsync(Enough));
            Assert.Equal(Places, entered);
            Assert.Equal(before, web.World.Store.Image());
        }
        finally
        {
            open.Set();
        }

        foreach (HttpResponseMessage response in await Task.WhenAll(blocked))
        {
            using (response)
            {
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }

        // What was not let in has used nothing up.
        await HttpAssert.AcceptedAsync(web, Path, messages[Places]);
        await HttpAssert.AcceptedAsync(web, Paths.Access, access);
    }

    [Fact]
    public async Task Calls_that_fail_give_their_places_back()
    {
        await using WebWorld web = await StartAsync();
        byte[] message = await Prepared.MessageAsync(web.World, Path);
        web.Store.IsUnavailable = true;
        for (int i = 0; i <= Places; i++)
        {
            await HttpAssert.BareAsync(HttpAssert.PostAsync(web, Path, message), HttpStatusCode.ServiceUnavailable);
        }

        web.Store.IsUnavailable = false;
        await HttpAssert.AcceptedAsync(web, Path, message);
    }

    [Fact]
    public async Task A_client_that_is_slow_with_its_body_holds_no_place()
    {
        await using WebWorld web = await StartAsync();
        byte[] message = await Prepared.MessageAsync(web.World, Path);
        List<RawConnection> slow = [];
        for (int i = 0; i < Places; i++)
        {
            RawConnection connection = await RawConnection.OpenAsync(web.Address);
            slow.Add(connection);
            await connection.PostAsync(Path, $"Expect: 100-continue\r\nContent-Length: {message.Length}", default(ReadOnlyMemory<byte>));
            Assert.Equal(100, (await connection.ReadAsync())!.Status); // its body is being waited for
        }

        await HttpAssert.AcceptedAsync(web, Path, message);
        slow.ForEach(connection => connection.Dispose());
    }

    private static Task<WebWorld> StartAsync() => WebWorld.StartAsync(new()
    {
        Options = options => options.MaxConcurrency = Places,
        Endpoints = application => application.MapGet("/health", (RequestDelegate)(context => context.Response.WriteAsync("healthy"))),
    });
}
