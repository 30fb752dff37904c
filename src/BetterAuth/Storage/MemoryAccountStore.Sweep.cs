using BetterAuth.Wire;

namespace BetterAuth.Storage;

public sealed partial class MemoryAccountStore
{
    // More than a commit adds, so that what is over never accumulates; few enough to cost nothing.
    private const int MaxSwept = 32;

    private readonly PriorityQueue<Expiring, DateTimeOffset> _expiring = new();

    private void SweepLater(Utf8Text identity, RowName name, DateTimeOffset? until)
    {
        if (timeProvider is not null && until is { } time)
        {
            _expiring.Enqueue(new Expiring(identity, name, time), time);
        }
    }

    private void Sweep()
    {
        if (timeProvider is null)
        {
            return;
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        for (int swept = 0; swept < MaxSwept && _expiring.TryPeek(out Expiring expiring, out DateTimeOffset until) && until <= now; swept++)
        {
            _expiring.Dequeue();
            Remove(expiring);
        }
    }

    private void Remove(in Expiring expiring)
    {
        if (!_accounts.TryGetValue(expiring.Identity, out MemoryAccount? account))
        {
            return;
        }

        // What was erased, prolonged or inserted again since has an entry of its own.
        if (expiring.Name.Kind == default)
        {
            if (account.Revocations.TryGetValue(expiring.Name.Key, out DateTimeOffset until) && until == expiring.Until)
            {
                account.Revocations.Remove(expiring.Name.Key);
            }
        }
        else if (account.Rows.TryGetValue(expiring.Name, out Accounts.AccountRow row) && row.Until == expiring.Until)
        {
            account.Rows.Remove(expiring.Name);
            Unlist(expiring.Name, expiring.Identity);
        }

        if (account.IsEmpty)
        {
            _accounts.Remove(expiring.Identity);
        }
    }

    /// <summary>A row, or with kind 0 the revocation of the device in the key.</summary>
    private readonly record struct Expiring(Utf8Text Identity, RowName Name, DateTimeOffset Until);
}
