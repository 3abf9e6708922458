"""A built site as a folder that browsers open from a disk, with no server.

    site/ --addresses.py--> pages whose links lead to files
          --modules.py----> one classic script of all modules
          --index.py------> scripts that hold the search index
          --archive.py----> a zip of it all

Everything is made of files of the site alone, so a pack shows nothing that the site does not.
"""
