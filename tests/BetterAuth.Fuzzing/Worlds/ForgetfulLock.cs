using BetterAuth.Access;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>A replay lock that forgets everything when an input begins, and counts what was asked of it.</summary>
internal sealed class ForgetfulLock : IReplayLock
{
    private readonly HashSet<string> _used = [];

    public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

    /// <summary>How many nonces are used up.</summary>
    public int Count => _used.Count;

    public void Forget() => _used.Clear();

    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => new(_used.Add(Convert.ToHexString(entry.Span)));
}
