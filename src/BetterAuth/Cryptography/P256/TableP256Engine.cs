using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by tables of multiples, with the arithmetic of a strategy and a cache of the tables of keys that somebody vouched for.</summary>
/// <remarks>A key nobody vouched for leaves nothing behind: its table is built in memory that is used again for the next, so that made-up keys push nothing out and let nothing grow.</remarks>
internal sealed class TableP256Engine(string name, IP256Strategy strategy, KeyTableCache cache) : IP256Engine
{
    /// <summary>What the tables of clients' keys take together, unless it was chosen otherwise.</summary>
    public const long DefaultTableBytes = 64L << 20;

    private PointTable? _scratch;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>What the tables of clients' keys may take together, in bytes.</summary>
    public long TableLimit => cache.Limit;

    /// <inheritdoc/>
    public long TableBytes => cache.Bytes;

    /// <inheritdoc/>
    public int TableCount => cache.Count;

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point, bool isVouched)
    {
        Words x = Words.Read(point[1..]);
        if (cache.Find(x, point[0]) is { } entry)
        {
            if (entry.IsNowBusy() && cache.HasRoomFor(TableShape.Medium))
            {
                Promote(entry, point);
            }

            return StatusOf(Verify(entry.Table, hash, signature));
        }

        if (!CompressedPoint.TryRead(point, out AffinePoint key))
        {
            return VerificationStatus.InvalidKey;
        }

        PointTable table = isVouched ? new(TableShape.Small) : Interlocked.Exchange(ref _scratch, null) ?? new(TableShape.Small);
        strategy.Build(key, table);
        bool isValid = Verify(table, hash, signature);
        if (isVouched)
        {
            // Valid or not: a table that is not kept would make requests with bad signatures the expensive ones.
            Telemetry.TableBuilt();
            cache.Keep(x, point[0], table);
        }
        else
        {
            _scratch = table;
        }

        return StatusOf(isValid);
    }

    /// <inheritdoc/>
    public IP256Key? Prepare(ReadOnlySpan<byte> point) => CompressedPoint.TryRead(point, out AffinePoint key) ? new TableKey(this, key) : null;

    /// <summary>A new table of a key.</summary>
    public PointTable Build(in AffinePoint key, TableShape shape)
    {
        PointTable table = new(shape);
        strategy.Build(key, table);
        return table;
    }

    /// <summary>Verifies by a table of this engine's strategy.</summary>
    public bool Verify(PointTable table, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        bool isValid = strategy.Verify(table, hash, signature, out bool exceptional);
        if (exceptional)
        {
            Telemetry.ExceptionalPath();
        }

        return isValid;
    }

    private static VerificationStatus StatusOf(bool isValid) => isValid ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;

    /// <summary>Builds a busy key's larger table beside the requests, which go on with the small one.</summary>
    private void Promote(KeyTable entry, ReadOnlySpan<byte> point)
    {
        CompressedPoint.TryRead(point, out AffinePoint key); // was read when the entry was made
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => work.Engine.Publish(work.Entry, work.Engine.Build(work.Key, TableShape.Medium)),
            (Engine: this, Entry: entry, Key: key),
            preferLocal: false);
    }

    private void Publish(KeyTable entry, PointTable table)
    {
        cache.Promote(entry, table);
        Telemetry.TablePromoted();
    }
}
