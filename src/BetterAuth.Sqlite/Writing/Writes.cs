using BetterAuth.Accounts;

namespace BetterAuth.Sqlite.Writing;

/// <summary>A commit of the account store.</summary>
internal sealed class CommitWrite(AccountCommit commit) : QueuedWrite<CommitResult>
{
    public override bool Execute(WriterConnection connection)
    {
        Result = connection.Accounts.Commit(commit);
        return Result.Outcome == CommitOutcome.Committed;
    }
}

/// <summary>A reservation of the replay lock.</summary>
internal sealed class ReserveWrite(ReadOnlyMemory<byte> entry, DateTimeOffset until) : QueuedWrite<bool>
{
    public override bool Execute(WriterConnection connection) => Result = connection.Nonces.Reserve(entry.Span, until);
}

/// <summary>One slice of sweeping; answers whether there may be more.</summary>
internal sealed class SweepWrite(DateTimeOffset now) : QueuedWrite<bool>
{
    public override bool Execute(WriterConnection connection)
    {
        Result = connection.Sweeping.Sweep(now);
        return true;
    }
}
