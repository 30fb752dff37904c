using BetterAuth.Accounts;
using BetterAuth.Errors;

namespace BetterAuth.Server;

/// <summary>Load, decide, commit: the one place where accounts change. Thread-safe.</summary>
internal sealed class AccountHandler(IAccountStore store, TimeProvider clock, AccountLimits limits)
{
    // Each lost race means that somebody else's commit got through; this many in a row is an overload, and the client may send the same bytes again.
    internal const int MaxAttempts = 64;

    /// <summary>Null when the operation is in force, durably. Throws <see cref="StoreUnavailableException"/> when that is not known.</summary>
    public async ValueTask<Refusal?> ExecuteAsync(AccountOperation operation, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            StoredAccount? stored = await store.LoadAsync(operation.Identity, cancellationToken).ConfigureAwait(false);
            AccountDecision decision = AccountRules.Apply(Decode(stored), operation, clock.GetUtcNow(), limits);
            if (decision.Next is null)
            {
                return decision.Refusal;
            }

            CommitResult result = await store.CommitAsync(decision.ToCommit(operation.Identity, stored?.Version ?? 0), cancellationToken).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case CommitOutcome.Committed:
                    return null;
                case CommitOutcome.RowExists:
                    return decision.OnRowExists(result.Row);
            }
        }

        throw new StoreUnavailableException($"The account changed {MaxAttempts} times while this operation was decided; send it again.");
    }

    /// <summary>The account behind a stored record. A record that cannot be read is an outage: nothing may be decided on it.</summary>
    public static Account? Decode(StoredAccount? stored)
    {
        try
        {
            return stored is { } found ? AccountRecord.Decode(found.Record) : null;
        }
        catch (InvalidDataException exception)
        {
            throw new StoreUnavailableException(exception.Message, exception);
        }
    }
}
