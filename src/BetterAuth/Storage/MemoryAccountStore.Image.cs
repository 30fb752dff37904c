using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Storage;

public sealed partial class MemoryAccountStore
{
    /// <inheritdoc/>
    /// <remarks>In the order of identity and device.</remarks>
    public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IReadOnlyList<(Utf8Text, Revocation)>>(cancellationToken) : new(Revocations(limit));

    /// <summary>The same, at once.</summary>
    internal IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> Revocations(int limit)
    {
        lock (_gate)
        {
            return [.. InOrder(_accounts)
                .SelectMany(account => InOrder(account.Value.Revocations).Select(device => (account.Key, new Revocation(device.Key, device.Value))))
                .Take(limit)];
        }
    }

    /// <summary>Every byte the store keeps, in one fixed order: two stores with equal images hold the same.</summary>
    internal byte[] Image()
    {
        using MemoryStream image = new();
        using BinaryWriter writer = new(image, Encoding.UTF8);
        lock (_gate)
        {
            foreach ((Utf8Text identity, MemoryAccount account) in InOrder(_accounts))
            {
                Write(writer, identity.Span);
                writer.Write(account.Version);
                Write(writer, account.Record.Span);
                Write(writer, account);
            }
        }

        writer.Flush();
        return image.ToArray();
    }

    private static void Write(BinaryWriter writer, MemoryAccount account)
    {
        writer.Write(account.Rows.Count);
        foreach (AccountRow row in account.Rows.Values.OrderBy(row => row.Kind).ThenBy(row => row.Key, ByBytes))
        {
            writer.Write((byte)row.Kind);
            Write(writer, row.Key.Span);
            Write(writer, row.Value.Span);
            writer.Write(row.Until?.UtcTicks ?? -1);
        }

        writer.Write(account.Revocations.Count);
        foreach ((Utf8Text device, DateTimeOffset until) in InOrder(account.Revocations))
        {
            Write(writer, device.Span);
            writer.Write(until.UtcTicks);
        }
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static IEnumerable<KeyValuePair<Utf8Text, T>> InOrder<T>(Dictionary<Utf8Text, T> entries) => entries.OrderBy(entry => entry.Key.Memory, ByBytes);

    private static Comparer<ReadOnlyMemory<byte>> ByBytes { get; } = Comparer<ReadOnlyMemory<byte>>.Create((left, right) => left.Span.SequenceCompareTo(right.Span));
}
