#pragma once

#include "tests/support/raw_database.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

/// Makes the pages of a small table (one page, one row at least) a tree in which each inner page names the
/// next one 500 times: a few kilobytes that hold more rows than could ever be read. Of the schema the true
/// rows come first, so that it is understood; what comes without end is the index of a table's names.
class EndlessPages {
public:
    explicit EndlessPages(const std::string& path)
        : m_path(path)
    {
        std::ifstream file(path, std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(file), {});
        m_pageSize = static_cast<std::size_t>(number(16, 2));
    }

    void make(std::size_t root, const std::string& endlessRow)
    {
        const std::size_t header = root == 1 ? 100 : 0;
        const std::size_t leaf = copyLeaf(root, header);
        std::size_t child = endlessRow.empty() ? leaf : addLeaf(endlessRow);
        for (int level = 0; level < 8; ++level) {
            child = addInner(child, child);
        }
        writeInner(start(root) + header, start(root), leaf, child, 1);
        put(28, m_bytes.size() / m_pageSize, 4); // the number of pages
        std::ofstream(m_path, std::ios::binary | std::ios::trunc) << m_bytes;
    }

private:
    static constexpr std::size_t names = 500;

    std::size_t start(std::size_t page) const { return (page - 1) * m_pageSize; }
    std::size_t number(std::size_t at, std::size_t size) const
    {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < size; ++i) {
            sum = sum * 256 + static_cast<unsigned char>(m_bytes[at + i]);
        }
        return sum;
    }
    void put(std::size_t at, std::size_t value, std::size_t size)
    {
        for (std::size_t i = size; i-- > 0; value /= 256) {
            m_bytes[at + i] = static_cast<char>(value % 256);
        }
    }
    std::size_t addPage()
    {
        m_bytes.resize(m_bytes.size() + m_pageSize);
        return m_bytes.size() / m_pageSize;
    }

    /// The root's rows on a page of their own; offsets in a page count from its start, so cells stay where
    /// they are.
    std::size_t copyLeaf(std::size_t root, std::size_t header)
    {
        const std::size_t page = addPage();
        m_bytes.replace(start(page), m_pageSize, m_bytes.substr(start(root), m_pageSize));
        const std::size_t cells = number(start(root) + header + 3, 2);
        m_bytes.replace(start(page), 8 + cells * 2, m_bytes.substr(start(root) + header, 8 + cells * 2));
        return page;
    }

    std::size_t addLeaf(const std::string& row)
    {
        const std::size_t page = addPage();
        const std::size_t cell = m_pageSize - row.size();
        m_bytes.replace(start(page) + cell, row.size(), row);
        m_bytes[start(page)] = 13;
        put(start(page) + 3, 1, 2);
        put(start(page) + 5, cell, 2);
        put(start(page) + 8, cell, 2);
        return page;
    }

    std::size_t addInner(std::size_t child, std::size_t last)
    {
        const std::size_t page = addPage();
        writeInner(start(page), start(page), child, last, names);
        return page;
    }

    /// All cells of the page lie in one place: they say the same.
    void
    writeInner(std::size_t header, std::size_t page, std::size_t child, std::size_t last, std::size_t count)
    {
        const std::size_t cell = m_pageSize - 5;
        put(page + cell, child, 4);
        m_bytes[page + cell + 4] = 100; // the largest key below
        m_bytes[header] = 5;
        put(header + 1, 0, 2);
        put(header + 3, count, 2);
        put(header + 5, cell, 2);
        m_bytes[header + 7] = 0;
        put(header + 8, last, 4);
        for (std::size_t i = 0; i < count; ++i) {
            put(header + 12 + i * 2, cell, 2);
        }
    }

    std::string m_path;
    std::string m_bytes;
    std::size_t m_pageSize;
};

/// A row of sqlite_schema as it lies on a page.
inline std::string
schemaRow(const std::string& type, const std::string& name, const std::string& table, int root)
{
    const auto kindOf = [](const std::string& text) { return static_cast<char>(13 + 2 * text.size()); };
    std::string record{6, kindOf(type), kindOf(name), kindOf(table), 1, 0};
    record += type + name + table + static_cast<char>(root);
    std::string cell{static_cast<char>(record.size()), 101};
    return cell + record;
}

inline void makeEndless(const std::string& path, const std::string& table)
{
    std::string row;
    std::size_t root = 1;
    {
        RawDatabase raw(path);
        const auto rootOf = [&](const std::string& name) {
            return std::stoi(
                raw.texts("SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'").at(0));
        };
        if (table == "sqlite_schema") {
            const std::string index = "sqlite_autoindex_type_1";
            row = schemaRow("index", index, "type", rootOf(index));
        } else {
            root = static_cast<std::size_t>(rootOf(table));
        }
    }
    EndlessPages(path).make(root, row);
}
