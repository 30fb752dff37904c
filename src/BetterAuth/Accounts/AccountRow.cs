namespace BetterAuth.Accounts;

/// <summary>One row of an identity. (identity, kind, key) is unique.</summary>
/// <param name="Kind">What it records.</param>
/// <param name="Key">Its key under the identity and kind.</param>
/// <param name="Value">Opaque bytes to give back when the row is in the way; may be empty.</param>
/// <param name="Until">When it may be removed; null: never while the identity lives. An expired row that is still stored counts as present.</param>
public readonly record struct AccountRow(RowKind Kind, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value = default, DateTimeOffset? Until = null);
