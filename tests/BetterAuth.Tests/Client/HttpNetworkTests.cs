using System.Net;
using System.Text;
using BetterAuth.Client;

namespace BetterAuth.Tests.Client;

public class HttpNetworkTests
{
    private static readonly Uri Base = new("https://auth.example:8443/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_as_json_without_a_charset()
    {
        Handler handler = new(HttpStatusCode.OK, "{}"u8.ToArray());
        ReadOnlyMemory<byte> answer = await Network(handler).SendRequestAsync("/account/create", "{\"a\":1}"u8.ToArray(), Cancellation);
        Assert.Equal("{}"u8, answer.Span);
        Assert.Equal("POST https://auth.example:8443/account/create application/json {\"a\":1}", handler.Seen);
    }

    [Theory]
    [InlineData("https://auth.example/base/", "/foo/bar", "https://auth.example/foo/bar")]
    [InlineData("https://auth.example/base/", "foo/bar", "https://auth.example/base/foo/bar")]
    public async Task Paths_are_relative_to_the_base_address(string baseAddress, string path, string expected)
    {
        Handler handler = new(HttpStatusCode.OK, []);
        await Network(handler, new Uri(baseAddress)).SendRequestAsync(path, default, Cancellation);
        Assert.StartsWith("POST " + expected + " ", handler.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/account/create")]
    [InlineData("https://elsewhere.example/account/create")]
    [InlineData("http://auth.example:8443/account/create")]
    [InlineData("https://auth.example/account/create")]
    [InlineData("")]
    public async Task A_path_does_not_lead_to_another_host(string path)
    {
        Handler handler = new(HttpStatusCode.OK, []);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Network(handler).SendRequestAsync(path, default, Cancellation));
        Assert.Null(handler.Seen);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Found)]
    public async Task An_answer_of_any_status_gives_its_body(HttpStatusCode status)
    {
        ReadOnlyMemory<byte> answer = await Network(new Handler(status, "{\"error\":{}}"u8.ToArray())).SendRequestAsync("/x", default, Cancellation);
        Assert.Equal("{\"error\":{}}"u8, answer.Span);
    }

    [Fact]
    public async Task An_error_without_a_body_gives_no_bytes() =>
        Assert.Equal(0, (await Network(new Handler(HttpStatusCode.BadGateway, [])).SendRequestAsync("/x", default, Cancellation)).Length);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2047, false)]
    [InlineData(2048, false)]
    [InlineData(2049, false)]
    [InlineData(HttpNetwork.DefaultMaxAnswerLength, true)]
    [InlineData(HttpNetwork.DefaultMaxAnswerLength, false)]
    public async Task An_answer_within_the_limit_arrives_whole(int length, bool announced)
    {
        byte[] body = [.. Enumerable.Range(0, length).Select(index => (byte)(index * 7))];
        ReadOnlyMemory<byte> answer = await Network(new Handler(HttpStatusCode.OK, body, announced)).SendRequestAsync("/x", default, Cancellation);
        Assert.Equal(body, answer.ToArray());
    }

    [Theory]
    [InlineData(HttpNetwork.DefaultMaxAnswerLength + 1, true)]
    [InlineData(HttpNetwork.DefaultMaxAnswerLength + 1, false)]
    [InlineData(10 * HttpNetwork.DefaultMaxAnswerLength, false)]
    public async Task A_longer_answer_is_refused(int length, bool announced)
    {
        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            async () => await Network(new Handler(HttpStatusCode.OK, new byte[length], announced)).SendRequestAsync("/x", default, Cancellation));
        Assert.Contains("65536", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_can_be_set()
    {
        using HttpClient client = new(new Handler(HttpStatusCode.OK, new byte[100])) { BaseAddress = Base };
        Assert.Equal(100, (await new HttpNetwork(client, maxAnswerLength: 100).SendRequestAsync("/x", default, Cancellation)).Length);
        await Assert.ThrowsAsync<HttpRequestException>(async () => await new HttpNetwork(client, maxAnswerLength: 99).SendRequestAsync("/x", default, Cancellation));
    }

    [Fact]
    public async Task A_body_that_never_ends_runs_into_the_timeout()
    {
        using HttpClient client = new(new Handler(new EndlessStream())) { BaseAddress = Base, Timeout = TimeSpan.FromMilliseconds(20) };
        await Assert.ThrowsAsync<HttpRequestException>(async () => await new HttpNetwork(client).SendRequestAsync("/x", default, Cancellation));
    }

    [Fact]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        using HttpClient client = new(new Handler(new EndlessStream())) { BaseAddress = Base };
        using CancellationTokenSource source = new();
        Task sending = new HttpNetwork(client).SendRequestAsync("/x", default, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory, InlineData(0, false), InlineData(1, true), InlineData(16 << 20, true), InlineData((16 << 20) + 1, false)]
    public void Answers_may_have_from_1_byte_to_16_megabytes(int length, bool isAllowed)
    {
        using HttpClient client = new() { BaseAddress = Base };
        Assert.Throws<ArgumentNullException>(() => new HttpNetwork(null!));
        if (isAllowed)
        {
            Assert.NotNull(new HttpNetwork(client, length));
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new HttpNetwork(client, length));
        }
    }

    [Fact]
    public void A_client_without_a_base_address_is_refused()
    {
        using HttpClient client = new();
        Assert.Throws<ArgumentException>(() => new HttpNetwork(client));
    }

    private static HttpNetwork Network(Handler handler, Uri? baseAddress = null) => new(new HttpClient(handler) { BaseAddress = baseAddress ?? Base });

    private sealed class Handler(HttpContent content, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
    {
        public Handler(HttpStatusCode status, byte[] body, bool announced = true)
            : this(announced ? new ByteArrayContent(body) : new StreamContent(new UnseekableStream(body)), status)
        {
        }

        public Handler(Stream body)
            : this(new StreamContent(body))
        {
        }

        public string? Seen { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            Seen = $"{request.Method} {request.RequestUri} {request.Content.Headers.GetValues("Content-Type").Single()} {body}";
            return new HttpResponseMessage(status) { Content = content };
        }
    }

    /// <summary>A body whose length nobody knows before its end.</summary>
    private sealed class UnseekableStream(byte[] body) : MemoryStream(body)
    {
        public override bool CanSeek => false;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
