using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>A public key that is held for long: a small table at once, and the large one, built beside the requests, when it turns out to be used.</summary>
internal sealed class TableKey(TableP256Engine engine, AffinePoint key) : IP256Key
{
    private const int BusyAfter = 16;

    private volatile PointTable _table = engine.Build(key, TableShape.Small);
    private int _uses;

    /// <summary>Bytes of the table.</summary>
    public int TableBytes => _table.Shape.Bytes;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (_uses < BusyAfter && Interlocked.Increment(ref _uses) == BusyAfter)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static own => own.Grow(), this, preferLocal: false);
        }

        return engine.Verify(_table, hash, signature);
    }

    private void Grow() => _table = engine.Build(key, TableShape.Large);
}
