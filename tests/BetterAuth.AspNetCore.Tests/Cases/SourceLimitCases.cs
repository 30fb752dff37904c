using System.Net;
using System.Net.Sockets;
using System.Text;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 11: requests by strangers are counted by where they come from.</summary>
public sealed class SourceLimitCases
{
    private const int Burst = 5;
    private static readonly TimeSpan Never = TimeSpan.FromHours(1); // buckets fill once in the time of a test, if at all

    [Fact]
    public async Task RS_04_a_source_gets_so_many_challenges_whatever_identities_it_names_and_nothing_is_stored()
    {
        await using WebWorld web = await StartAsync();
        byte[] before = web.World.Store.Image();
        for (int i = 0; i < Burst; i++)
        {
            byte[] message = NewRequest(web.World);
            await HttpAssert.AcceptedAsync(web, "/session/request", message);
        }

        byte[] refused = NewRequest(web.World);
        foreach (string path in Paths.All.Where(path => path != Paths.Access))
        {
            using HttpResponseMessage response = await HttpAssert.PostAsync(web, path, refused);
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
            HttpAssert.Refusal(await response.Content.ReadAsByteArrayAsync(), "BA000");
        }

        Assert.Equal(before, web.World.Store.Image());
    }

    [Fact]
    public async Task RS_04_another_source_is_served_all_the_while()
    {
        await using WebWorld web = await StartAsync();
        await UseUpAsync(web);
        using HttpClient neighbour = From(IPAddress.Parse("127.0.0.2"), web.Address);

        using ByteArrayContent content = new(NewRequest(web.World));
        using HttpResponseMessage response = await neighbour.PostAsync(new Uri("/session/request", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task RS_04_behind_a_proxy_that_the_host_knows_sources_are_its_clients()
    {
        await using WebWorld web = await StartAsync(application =>
        {
            ForwardedHeadersOptions forwarded = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
            forwarded.KnownProxies.Add(IPAddress.Loopback);
            application.UseForwardedHeaders(forwarded);
        });
        foreach (string client in (string[])["198.51.100.1", "2001:db8::1"])
        {
            List<HttpStatusCode> answers = [];
            for (int i = 0; i <= Burst; i++)
            {
                using HttpRequestMessage request = new(HttpMethod.Post, "/session/request") { Content = new ByteArrayContent(NewRequest(web.World)) };
                request.Headers.Add("X-Forwarded-For", client);
                using HttpResponseMessage response = await web.Http.SendAsync(request);
                answers.Add(response.StatusCode);
            }

            Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, Burst), HttpStatusCode.TooManyRequests], answers);
        }
    }

    [Fact]
    public async Task Application_requests_are_not_counted()
    {
        await using WebWorld web = await StartAsync();
        await UseUpAsync(web);

        await HttpAssert.AcceptedAsync(web, Paths.Access, await Prepared.MessageAsync(web.World, Paths.Access));
    }

    [Fact]
    public void RS_04_a_million_sources_take_as_much_memory_as_there_are_buckets()
    {
        using SourceLimiter limiter = new(new() { Burst = 1, PerSecond = 1 }, Never);
        DefaultHttpContext context = new();
        byte[] address = new byte[4];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int passed = 0;
        for (int i = 0; i < TestBudget.Iterations(300_000, 1_000_000); i++)
        {
            BitConverter.TryWriteBytes(address, i);
            context.Connection.RemoteIpAddress = new IPAddress(address);
            passed += limiter.TryPass(context, out _) ? 1 : 0;
        }

        Assert.InRange(passed, 60_000, ushort.MaxValue + 1);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_source_is_an_address_or_a_network_of_64_bits(string one, string other, bool same)
    {
        bool equal = true;
        for (int i = 0; i < 3; i++)
        {
            using SourceLimiter limiter = new(new()); // another secret each time: two sources share a bucket by chance once in 65,536
            equal &= limiter.BucketOf(IPAddress.Parse(one)) == limiter.BucketOf(IPAddress.Parse(other));
        }

        Assert.Equal(same, equal);
    }

    private static Task<WebWorld> StartAsync(Action<WebApplication>? middleware = null) => WebWorld.StartAsync(new()
    {
        Options = options =>
        {
            options.SourceLimit = new() { Burst = Burst, PerSecond = 1 };
            options.SourceLimitPeriod = Never;
        },
        Middleware = middleware ?? (_ => { }),
    });

    private static async Task UseUpAsync(WebWorld web)
    {
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i <= Burst; i++)
        {
            using HttpResponseMessage response = await HttpAssert.PostAsync(web, "/session/request", NewRequest(web.World));
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    /// <summary>For an identity of its own each time.</summary>
    private static byte[] NewRequest(World world)
    {
        ForgedDevice device = new(world);
        return Encoding.UTF8.GetBytes($"{{\"payload\":{{\"access\":{{\"nonce\":\"{device.NewNonce()}\"}},\"request\":{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}}}}}");
    }

    private static HttpClient From(IPAddress source, Uri server) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = server };
}
