namespace BetterAuth.Accounts;

/// <summary>How a commit ended. Unless it is <see cref="CommitOutcome.Committed"/>, nothing was written.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Row">With <see cref="CommitOutcome.RowExists"/>: the stored row that was in the way, with its value.</param>
public readonly record struct CommitResult(CommitOutcome Outcome, AccountRow Row = default);

/// <summary>The ends of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Written, durably.</summary>
    Committed,

    /// <summary>Another commit came first: load again and decide again.</summary>
    VersionConflict,

    /// <summary>A row of <see cref="AccountCommit.Absent"/> or <see cref="AccountCommit.Insert"/> exists.</summary>
    RowExists,
}
