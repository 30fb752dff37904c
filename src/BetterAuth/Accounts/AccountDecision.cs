using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>What the rules decided: refuse, acknowledge without a change (the message was applied before), or change.</summary>
internal sealed record AccountDecision
{
    private AccountDecision()
    {
    }

    /// <summary>The message was applied before, and only that is said.</summary>
    public static AccountDecision Acknowledge { get; } = new();

    /// <summary>Why not.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The new account, to be committed together with what follows.</summary>
    public Account? Next { get; private init; }

    /// <summary>Whether the identity's rows are erased.</summary>
    public bool EraseRows { get; init; }

    /// <summary>Rows that must not exist.</summary>
    public IReadOnlyList<AccountRow> Absent { get; init; } = [];

    /// <summary>Rows that must not exist yet, and will.</summary>
    public IReadOnlyList<AccountRow> Insert { get; init; } = [];

    /// <summary>Devices that are revoked with the commit.</summary>
    public IReadOnlyList<Revocation> Revocations { get; init; } = [];

    /// <summary>What it means that a row of <see cref="Absent"/> or <see cref="Insert"/> exists.</summary>
    public Func<AccountRow, Refusal> OnRowExists { get; init; } = RefusalOf;

    public static AccountDecision Refuse(Refusal refusal) => new() { Refusal = refusal };

    public static AccountDecision Change(Account next) => new() { Next = next };

    /// <summary>The commit of a change, against the version that was read.</summary>
    public AccountCommit ToCommit(Utf8Text identity, long version) => new()
    {
        Identity = identity,
        ExpectedVersion = version,
        Record = AccountRecord.Encode(Next ?? throw new InvalidOperationException("Only a change is committed.")),
        EraseRows = EraseRows,
        Absent = Absent,
        Insert = Insert,
        Revocations = Revocations,
    };

    private static Refusal RefusalOf(AccountRow row) => row.Kind switch
    {
        RowKind.Device => Refusal.InvalidDevice(new Utf8Text(row.Key), "exists"),
        RowKind.UsedRecoveryHash => Refusal.InvalidHash("recovery", actual: new Utf8Text(row.Key)),
        _ => Refusal.InvalidHash("rotation", actual: new Utf8Text(row.Key)),
    };
}
