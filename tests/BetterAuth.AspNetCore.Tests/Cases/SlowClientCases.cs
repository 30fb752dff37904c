using System.Text;
using BetterAuth.AspNetCore.Tests.Support;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 1: clients that hold a connection and send little or nothing. The times are shorter ones, set before <c>LimitToBetterAuth</c>, which leaves them.</summary>
public sealed class SlowClientCases
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60); // for a busy machine; a server without the limit never gets there

    [Fact]
    public async Task T_06_a_client_that_sends_its_headers_byte_by_byte_is_disconnected()
    {
        await using WebWorld web = await WebWorld.StartAsync(new()
        {
            Kestrel = kestrel =>
            {
                kestrel.Limits.RequestHeadersTimeout = Limit;
                kestrel.LimitToBetterAuth();
            },
        });
        byte[] message = await Prepared.MessageAsync(web.World, "/device/rotate");
        byte[] before = web.World.Store.Image();
        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        using CancellationTokenSource ended = new();

        Task trickle = TrickleAsync(connection, ended.Token);
        List<RawAnswer> answers = await connection.ReadToEndAsync().WaitAsync(Enough);
        await ended.CancelAsync();
        await trickle;

        Assert.Equal(408, Assert.Single(answers).Status);
        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, "/device/rotate", message);
    }

    [Fact]
    public async Task T_06_a_client_that_stays_idle_after_a_request_is_disconnected()
    {
        await using WebWorld web = await WebWorld.StartAsync(new()
        {
            Kestrel = kestrel =>
            {
                kestrel.Limits.KeepAliveTimeout = Limit;
                kestrel.LimitToBetterAuth();
            },
        });
        byte[] message = await Prepared.MessageAsync(web.World, "/device/rotate");
        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        await connection.PostAsync("/device/rotate", message);
        RawAnswer accepted = (await connection.ReadAsync())!;

        List<RawAnswer> rest = await connection.ReadToEndAsync().WaitAsync(Enough);

        HttpAssert.Signed(web, accepted.Status, accepted.Body, message);
        Assert.DoesNotContain("Connection: close", accepted.Headers, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(rest);
    }

    /// <summary>One header's bytes without end, slowly enough to stay within the limit of their number.</summary>
    private static async Task TrickleAsync(RawConnection connection, CancellationToken ended)
    {
        try
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes("POST /device/rotate HTTP/1.1\r\nHost: localhost\r\nX: "));
            while (true)
            {
                await connection.SendAsync("x"u8.ToArray());
                await Task.Delay(TimeSpan.FromMilliseconds(20), ended);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The server, or the test, has ended it.
        }
    }
}
