using BetterAuth.Client;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Clients;

/// <summary>A client's store over its disk: crashes, pauses and errors before and after each write. Keeps what was last written for the ledger to compare.</summary>
internal sealed class ClientDisk(RealDevice device, IClientStore inner) : IClientStore
{
    /// <summary>The last record that is known to be written.</summary>
    public byte[]? Durable { get; private set; }

    /// <summary>A record that was being written when the device crashed.</summary>
    public byte[]? Torn { get; private set; }

    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default)
    {
        byte[]? record = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
        device.World.Ledger.ClientRead(device, record, Durable, Torn);
        Durable = record?.AsSpan().ToArray();
        Torn = null;
        return record;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        byte[] copy = record.ToArray();
        await device.World.PassAsync(device, FaultPoint.BeforeClientWrite).ConfigureAwait(false);
        Torn = copy;
        await inner.WriteAsync(copy, cancellationToken).ConfigureAwait(false);
        if (!device.IsAlive)
        {
            await World.Never().ConfigureAwait(false); // it crashed within the write
        }

        Torn = null;
        Durable = copy;
        device.World.Ledger.ClientWrote(device, copy);
        await device.World.PassAsync(device, FaultPoint.AfterClientWrite).ConfigureAwait(false);
    }
}
