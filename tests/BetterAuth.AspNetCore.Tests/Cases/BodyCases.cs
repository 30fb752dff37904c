using System.Net;
using System.Text;
using BetterAuth.AspNetCore.Tests.Support;

namespace BetterAuth.AspNetCore.Tests.Cases;

/// <summary>Catalogue, section 1: bodies that are empty, too long, or not what their headers say.</summary>
public sealed class BodyCases(WebWorld web) : IClassFixture<WebWorld>
{
    private const int Limit = 64 * 1024;

    public static TheoryData<string> Endpoints => [.. Paths.All];

    [Theory, MemberData(nameof(Endpoints))]
    public Task T_03_an_empty_body_is_no_message(string path) => HttpAssert.RefusedAsync(web, path, [], HttpStatusCode.BadRequest, "BA101", "message");

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_04_a_body_at_the_limit_is_read_and_one_byte_more_is_not(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] atLimit = [.. message, .. Enumerable.Repeat((byte)' ', Limit - message.Length)];
        byte[] before = web.World.Store.Image();
        using (HttpResponseMessage announced = await HttpAssert.PostAsync(web, path, [.. atLimit, (byte)' ']))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, announced.StatusCode);
            Assert.True(announced.Headers.ConnectionClose);
            Assert.Empty(await announced.Content.ReadAsByteArrayAsync());
        }

        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        await connection.PostAsync(path, "Transfer-Encoding: chunked", Chunk([.. atLimit, (byte)' ']));
        RawAnswer unannounced = Assert.Single(await connection.ReadToEndAsync());
        Assert.Equal(413, unannounced.Status);
        Assert.Empty(unannounced.Body);

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, atLimit);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_05_a_length_shorter_than_the_body_is_refused_and_the_rest_is_no_request(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        await connection.PostAsync(path, $"Content-Length: {message.Length - 10}", (byte[])[.. message, .. "\r\n\r\n"u8]);

        List<RawAnswer> answers = await connection.ReadToEndAsync();

        HttpAssert.Refusal(answers[0].Body, "BA101", "message");
        Assert.Equal([400, 400], answers.Select(answer => answer.Status));
        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_05_T_08_a_body_that_ends_early_is_no_message(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        (string Headers, byte[] Body)[] halves =
        [
            ($"Content-Length: {message.Length + 10}", message),
            ($"Content-Length: {message.Length}", message[..^1]),
            ("Transfer-Encoding: chunked", Chunk(message)[..^2]),
            ("Transfer-Encoding: chunked", Chunk(message)[..(message.Length / 2)]),
        ];
        foreach ((string headers, byte[] body) in halves)
        {
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync(path, headers, body);
            connection.FinishSending();
            Assert.All(await connection.ReadToEndAsync(), answer => Assert.Equal(400, answer.Status));
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_05_lengths_that_contradict_each_other_are_refused(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        foreach (string headers in (string[])[$"Content-Length: {message.Length}\r\nContent-Length: {message.Length - 1}", $"Content-Length: -1", "Content-Length: x", "Transfer-Encoding: gzip"])
        {
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync(path, headers, message);
            connection.FinishSending();
            Assert.All(await connection.ReadToEndAsync(), answer => Assert.NotEqual(200, answer.Status));
        }

        Assert.Equal(before, web.World.Store.Image());
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_10_a_request_behind_an_invalid_one_is_answered(string path)
    {
        byte[] message = await Prepared.MessageAsync(web.World, path);
        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        byte[] head = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {message.Length}\r\n\r\n");
        await connection.PostAsync(path, "Content-Length: 1", (byte[])[(byte)'x', .. head, .. message]);

        RawAnswer refused = (await connection.ReadAsync())!;
        RawAnswer accepted = (await connection.ReadAsync())!;

        Assert.Equal(400, refused.Status);
        HttpAssert.Refusal(refused.Body, "BA101", "message");
        HttpAssert.Signed(web, accepted.Status, accepted.Body, message);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task T_13_an_oversize_body_is_refused_before_it_is_sent(string path)
    {
        using RawConnection connection = await RawConnection.OpenAsync(web.Address);
        await connection.PostAsync(path, $"Expect: 100-continue\r\nContent-Length: {Limit + 1}", default(ReadOnlyMemory<byte>));

        // The first answer is the only one: no "100 Continue" came before it.
        RawAnswer answer = (await connection.ReadAsync())!;

        Assert.Equal(413, answer.Status);
        Assert.Contains("Connection: close", answer.Headers, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(answer.Body);
    }

    private static byte[] Chunk(byte[] body) => [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
}
