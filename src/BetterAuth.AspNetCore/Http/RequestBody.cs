using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore.Http;

/// <summary>A request's whole body in a rented buffer; give it back with <see cref="Dispose"/>.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly int _length;
    private byte[]? _rented;

    private RequestBody(byte[] rented, int length)
    {
        _rented = rented;
        _length = length;
    }

    public ReadOnlyMemory<byte> Memory => _rented.AsMemory(0, _length);

    /// <summary>Reads the body; null when it is longer than <paramref name="maxLength"/> (then it was not read to its end and the connection is to be closed).</summary>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int maxLength, CancellationToken cancellationToken)
    {
        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (buffer.Length > maxLength)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                int length = (int)buffer.Length;
                byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
                buffer.CopyTo(rented);
                reader.AdvanceTo(buffer.End);
                return new RequestBody(rented, length);
            }

            // Nothing is consumed before the end is seen: the pipe keeps what came, at most maxLength and one read more.
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
