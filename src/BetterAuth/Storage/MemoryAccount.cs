using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Storage;

/// <summary>What <see cref="MemoryAccountStore"/> keeps of one identity. Owns all of its bytes; not thread-safe.</summary>
internal sealed class MemoryAccount
{
    /// <summary>0 while there is no record.</summary>
    public long Version { get; private set; }

    /// <summary>The record; meaningless at version 0.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>The rows by (kind, key).</summary>
    public Dictionary<RowName, AccountRow> Rows { get; } = [];

    /// <summary>Until when each of its devices is revoked.</summary>
    public Dictionary<Utf8Text, DateTimeOffset> Revocations { get; } = [];

    /// <summary>Whether nothing is left to remember.</summary>
    public bool IsEmpty => Version == 0 && Rows.Count == 0 && Revocations.Count == 0;

    /// <summary>Puts a new record under the next version.</summary>
    public void Store(ReadOnlyMemory<byte> record)
    {
        Record = record.ToArray();
        Version++;
    }

    /// <summary>The first row in the way of <paramref name="commit"/>: the rows of Absent in their order, then those of Insert.</summary>
    public AccountRow? FirstConflict(AccountCommit commit)
    {
        // Rows about to be erased are in nobody's way; a row the same commit inserts twice always is.
        foreach (AccountRow row in commit.Absent)
        {
            if (!commit.EraseRows && Rows.TryGetValue(RowName.Of(row), out AccountRow stored))
            {
                return stored;
            }
        }

        HashSet<RowName>? earlier = commit.Insert.Count > 1 ? [] : null;
        foreach (AccountRow row in commit.Insert)
        {
            if (!commit.EraseRows && Rows.TryGetValue(RowName.Of(row), out AccountRow stored))
            {
                return stored;
            }

            if (earlier?.Add(RowName.Of(row)) == false)
            {
                return commit.Insert.First(first => RowName.Of(first) == RowName.Of(row));
            }
        }

        return null;
    }
}

/// <summary>What is unique about a row of an identity.</summary>
/// <param name="Kind">The row's kind.</param>
/// <param name="Key">The row's key.</param>
internal readonly record struct RowName(RowKind Kind, Utf8Text Key)
{
    /// <summary>The name of <paramref name="row"/>, a view of its key.</summary>
    public static RowName Of(in AccountRow row) => new(row.Kind, new Utf8Text(row.Key));
}
