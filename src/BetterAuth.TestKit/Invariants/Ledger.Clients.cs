using BetterAuth.Client;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Suite;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>A device sends a message. I17: what can change an account was stored before; I19: no key is in it.</summary>
    public void Sent(Device device, SimMessage message)
    {
        CheckSecrets($"a message of {device.Name}", message.Bytes.Span);
        bool mustBeStored = message.Intended is { } operation && (IsAccountOperation(operation) || operation == Operation.RefreshSession);
        if (mustBeStored && device is RealDevice real && (real.Disk.Durable is not { } record || record.AsSpan().IndexOf(message.Bytes.Span) < 0) && !IsRepetition(message))
        {
            Fail("I17", $"{device.Name} sent {message.Intended} without having stored it.");
        }
    }

    /// <summary>Whether the message reveals a key that is in force already or was before, as a server that lost it is caught up with: whatever becomes of it, the device holds what belongs to it.</summary>
    private bool IsRepetition(SimMessage message) =>
        message.Intended == Operation.RotateDevice
        && Account(message.Facts.Identity) is { } account
        && (account.IsDeleted || account.UsedKeys.Contains(ReplayRequest.Of(Operation.RotateDevice, message.Facts, world.Suite.Hasher).KeyHash));

    /// <summary>A device's record was written. I17: it moved on only by a message of its own that was applied; I14: its position fits the server's.</summary>
    public void ClientWrote(RealDevice device, ReadOnlyMemory<byte> record)
    {
        StoredClient former = device.Stored;
        StoredClient stored = StoredClient.Read(record);
        device.Stored = stored;
        world.Trace.Add(Codes.ClientWrite);
        world.Trace.Add((ulong)stored.Position);
        bool moved = stored.Device == former.Device && stored.Position != former.Position;
        bool left = !former.Device.IsEmpty && stored.Device.IsEmpty && former.Pending.Count > 0;
        bool joined = former.Device.IsEmpty && former.Pending.Count > 0 && !stored.Device.IsEmpty;
        if ((moved || left || joined) && !former.Pending.Any(pending => IsApplied(former.Identity, pending)))
        {
            Fail("I17", $"{device.Name} moved on from position {former.Position}, and none of its pending messages was applied.");
        }
        else if (Account(stored.Identity) is { IsDeleted: false } account && account.Devices.TryGetValue(stored.Device, out ReplayedDevice? known))
        {
            CheckPosition(device, known);
        }
    }

    /// <summary>A device's record is read again. I3 for clients: it is the last that was written, or the one that was being written.</summary>
    public void ClientRead(RealDevice device, byte[]? record, byte[]? durable, byte[]? torn)
    {
        bool isLast = durable is null ? record is null : record.AsSpan().SequenceEqual(durable);
        if (!isLast && (torn is null || !record.AsSpan().SequenceEqual(torn)))
        {
            Fail("I3", $"The store of {device.Name} has lost the record that was written last.");
        }
        else if (!isLast)
        {
            device.Stored = StoredClient.Read(record);
        }
    }

    /// <summary>A device reports something done. I17: it was applied, as what it was made for.</summary>
    public void Done(Device device, Errand errand)
    {
        if (device is RealDevice && errand.Promised is { Intended: { } operation } message
            && !_applied.Contains((message.Facts.Identity, ReplayRequest.Of(operation, message.Facts, world.Suite.Hasher).Digest)) && !IsRepetition(message))
        {
            Fail("I17", $"{device.Name} reports {errand.What} done; it was never applied.");
        }
    }

    /// <summary>I19.</summary>
    public void CheckSecrets(string where, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(CheapKeyFactory.Marker) >= 0 || bytes.IndexOf(CheapKeyFactory.MarkerText) >= 0)
        {
            Fail("I19", $"A private key is in {where}.");
        }
    }

    private bool IsApplied(Utf8Text identity, PendingMessage pending) =>
        _applied.Contains((pending.Registers?.Identity ?? identity, ReplayRequest.Of(pending.Operation, MessageFacts.Read(pending.Bytes), world.Suite.Hasher).Digest));
}
