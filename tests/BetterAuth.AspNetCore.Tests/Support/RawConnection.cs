using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, string Headers, byte[] Body);

/// <summary>A TCP connection on which a test writes what no HTTP client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly List<byte> _read = [];

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        return new(client);
    }

    /// <summary>A POST's head with the given header lines, then what is given of its body.</summary>
    public Task PostAsync(string target, string headers, ReadOnlyMemory<byte> body) =>
        SendAsync([.. Encoding.ASCII.GetBytes($"POST {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n"), .. body.Span]);

    public Task PostAsync(string target, ReadOnlyMemory<byte> body) => PostAsync(target, $"Content-Length: {body.Length}", body);

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Nothing more will be sent; answers are still read.</summary>
    public void FinishSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Resets the connection.</summary>
    public void Abort()
    {
        _client.Client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    /// <summary>The next answer; null when the server closed the connection instead.</summary>
    public async Task<RawAnswer?> ReadAsync()
    {
        int end;
        while ((end = Encoding.Latin1.GetString([.. _read]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        string head = Encoding.Latin1.GetString([.. _read.Take(end)]);
        int length = LengthIn(head);
        while (_read.Count < end + 4 + length)
        {
            Assert.True(await FillAsync(), "The connection ended in the middle of an answer.");
        }

        byte[] body = [.. _read.Skip(end + 4).Take(length)];
        _read.RemoveRange(0, end + 4 + length);
        return new(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, body);
    }

    /// <summary>All answers until the server closes the connection.</summary>
    public async Task<List<RawAnswer>> ReadToEndAsync()
    {
        List<RawAnswer> answers = [];
        while (await ReadAsync() is { } answer)
        {
            answers.Add(answer);
        }

        return answers;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private static int LengthIn(string head)
    {
        const string Name = "\r\nContent-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(head[(start + Name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private async Task<bool> FillAsync()
    {
        byte[] buffer = new byte[8192];
        try
        {
            int read = await _stream.ReadAsync(buffer);
            _read.AddRange(buffer.AsSpan(0, read));
            return read > 0;
        }
        catch (IOException)
        {
            return false; // reset by the server, which has said what it wanted to
        }
    }
}
